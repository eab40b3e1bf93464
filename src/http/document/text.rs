//! The text of a document and the places in it.

use apollo_compiler::parser::SourceSpan;
use async_graphql::Pos;

use super::refusal::Place;

/// Knows where the lines begin, so that an offset becomes a line and a column quickly.
pub(crate) struct Text<'a> {
    whole: &'a str,
    lines: Vec<usize>,
    is_ascii: bool,
}

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { whole: text, lines: std::iter::once(0).chain(breaks).collect(), is_ascii: text.is_ascii() }
    }

    /// The place where a part of the document begins.
    pub(crate) fn place(&self, span: Option<SourceSpan>) -> Option<Place> {
        let offset = span?.offset();
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.checked_sub(1)?)?;
        let before = self.whole.get(*start..offset)?;
        let characters = if self.is_ascii { before.len() } else { before.chars().count() };
        Some(Place { line: u32::try_from(line).ok()?, column: u32::try_from(characters + 1).ok()? })
    }

    /// The same for the engine, which wants a place for everything.
    pub(crate) fn pos(&self, span: Option<SourceSpan>) -> Pos {
        let place = self.place(span);
        place.map_or_else(Pos::default, |place| Pos {
            line: place.line as usize,
            column: place.column as usize,
        })
    }
}
