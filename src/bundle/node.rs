//! A record as a tree: what lies between the text of a file and the fields of a record. Scalars
//! stay as they were written, so that `0.50` keeps its digits and `2011` can be a title.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

/// A place in the tree and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node<'a> {
    pub line: usize,
    pub kind: Kind<'a>,
}

/// What stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A word without quotes: a number, a date, a flag, a name, or simply text.
    Plain(Cow<'a, str>),
    /// Text in quotes or in a block.
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub line: usize,
    pub key: Cow<'a, str>,
    pub value: Node<'a>,
}

/// Why a text is no tree.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub line: usize,
    pub reason: String,
}

impl<'a> Node<'a> {
    /// A word that needs no quotes whatever it looks like.
    pub(super) fn plain(word: impl Into<Cow<'a, str>>) -> Self {
        Self { line: 0, kind: Kind::Plain(word.into()) }
    }

    /// Text, quoted when it has to be.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self { line: 0, kind: Kind::Text(text.into()) }
    }

    /// Values in order.
    pub(super) fn list(items: Vec<Self>) -> Self {
        Self { line: 0, kind: Kind::List(items) }
    }

    /// Keys and values in order.
    pub(super) fn map(entries: Vec<Entry<'a>>) -> Self {
        Self { line: 0, kind: Kind::Map(entries) }
    }

    /// What the text says; `first_line` is the number of its first line in the file.
    pub(super) fn parse(text: &'a str, first_line: usize) -> Result<Self, Unreadable> {
        Grower { parser: Parser::new_from_str(text), first_line, depth: 0 }.document()
    }
}

/// Deeper than any record of the format; a file that goes on is not ours.
const DEEPEST: usize = 32;

struct Grower<'a> {
    parser: Parser<'a, StrInput<'a>>,
    first_line: usize,
    depth: usize,
}

impl<'a> Grower<'a> {
    fn document(mut self) -> Result<Node<'a>, Unreadable> {
        let tree = loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_), _) => {}
                (event, span) => break self.node(event, span)?,
            }
        };
        loop {
            match self.next()? {
                (Event::DocumentEnd, _) => {}
                (Event::StreamEnd, _) => return Ok(tree),
                (_, span) => {
                    return Err(self.refuse(span, "a second document begins here; a file holds one list"));
                }
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node<'a>, Unreadable> {
        let line = self.line(span);
        let kind = match event {
            Event::Scalar(text, ScalarStyle::Plain, 0, None) => Kind::Plain(text),
            Event::Scalar(text, _, 0, None) => Kind::Text(text),
            Event::SequenceStart(0, None) => Kind::List(self.deeper(span, Self::items)?),
            Event::MappingStart(0, None) => Kind::Map(self.deeper(span, Self::entries)?),
            Event::StreamEnd | Event::DocumentEnd => {
                return Err(self.refuse(span, "there is nothing to read here"));
            }
            _ => return Err(self.refuse(span, "anchors, aliases and tags are not part of the format")),
        };
        Ok(Node { line, kind })
    }

    fn items(&mut self) -> Result<Vec<Node<'a>>, Unreadable> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.node(event, span)?),
            }
        }
    }

    fn entries(&mut self) -> Result<Vec<Entry<'a>>, Unreadable> {
        let mut entries = Vec::new();
        loop {
            let (line, key) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(entries),
                (Event::Scalar(key, _, 0, None), span) => (self.line(span), key),
                (_, span) => return Err(self.refuse(span, "a key is a single word")),
            };
            let (event, span) = self.next()?;
            entries.push(Entry { line, key, value: self.node(event, span)? });
        }
    }

    fn deeper<T>(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable> {
        if self.depth == DEEPEST {
            return Err(self.refuse(span, "the record is nested too deep"));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Unreadable> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Unreadable {
        let line = self.first_line + error.marker().line().saturating_sub(1);
        Unreadable { line, reason: format!("this is not YAML: {}", error.info()) }
    }

    fn refuse(&self, span: Span, reason: &str) -> Unreadable {
        Unreadable { line: self.line(span), reason: reason.to_owned() }
    }

    fn line(&self, span: Span) -> usize {
        self.first_line + span.start.line().saturating_sub(1)
    }
}
