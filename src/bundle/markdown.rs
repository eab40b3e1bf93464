//! Bodies of summaries: Markdown without HTML.

use pulldown_cmark::{Event, Options, Parser};

use super::{
    field::{Field, Stored},
    node::Node,
    reader::Reader,
};

/// How many words a reader takes in a minute.
const WORDS_A_MINUTE: usize = 220;

/// A text in Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Markdown(pub String);

impl Markdown {
    /// The minutes it takes to read, at least one.
    pub(super) fn reading_minutes(&self) -> i32 {
        let words = self.0.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        i32::try_from(words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(i32::MAX)
    }
}

impl Field for Markdown {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = String::read(node, reader)?;
        for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
            if let Event::Html(tag) | Event::InlineHtml(tag) = event {
                let lines = text.get(..range.start).unwrap_or_default().matches('\n').count();
                let tag = tag.lines().next().unwrap_or_default();
                reader.tell(node.line + lines, format!("“{tag}” is HTML; a body is plain Markdown"));
                return None;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_a_minute_at_least() {
        let minutes = |words: usize| Markdown("word - ".repeat(words)).reading_minutes();

        assert_eq!([minutes(0), minutes(220), minutes(221), minutes(2200)], [1, 1, 2, 10]);
    }
}
