//! Bodies of summaries: Markdown without HTML and images.

use super::{
    field::{Field, Stored},
    node::Node,
    reader::Reader,
};
use crate::markdown;

/// A text in Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Markdown(pub String);

impl Markdown {
    /// The minutes it takes to read, at least one.
    pub(super) fn reading_minutes(&self) -> i32 {
        markdown::reading_minutes(&self.0)
    }
}

impl Field for Markdown {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = String::read(node, reader)?;
        if let Some((foreign, place)) = markdown::foreign_in(&text) {
            let lines = text.get(..place).unwrap_or_default().matches('\n').count();
            reader.tell(node.line + lines, foreign.to_string());
            return None;
        }
        Some(Self(text))
    }

    fn node(&self) -> Node<'_> {
        Node::text(&self.0)
    }
}

impl Stored<String> for Markdown {
    fn to_column(&self) -> String {
        self.0.clone()
    }

    fn from_column(column: String) -> Self {
        Self(column)
    }
}
