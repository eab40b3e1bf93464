//! Single values: texts, flags, numbers, dates, moments.

use std::str::FromStr;

use entity::value::{AbstractNumber, Decimal, Instant, PartialDate};

use super::{
    field::Field,
    node::{Kind, Node},
    reader::Reader,
};

/// A single value as it is written, whether quoted or not. There are no empty values.
pub(super) fn scalar<'n>(node: &'n Node<'_>, reader: &mut Reader<'_>, wanted: &str) -> Option<&'n str> {
    let (text, is_nothing) = match &node.kind {
        Kind::Plain(text) => (text, matches!(&**text, "" | "~" | "null" | "Null" | "NULL")),
        Kind::Text(text) => (text, text.is_empty()),
        Kind::List(_) | Kind::Map(_) => {
            reader.tell(node.line, format!("{} stands where {wanted} is expected", node.sort()));
            return None;
        }
    };
    if is_nothing {
        reader.tell(node.line, "is empty; leave a field out when its value is not known");
        return None;
    }
    Some(text)
}

/// A value with a form of its own; a wrong one is told in the words of its type.
pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    wanted: &str,
) -> Option<T> {
    let text = scalar(node, reader, wanted)?;
    text.parse().map_err(|wrong| reader.tell(node.line, format!("{wrong}"))).ok()
}

impl Field for String {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a text")?;
        if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            let code = u32::from(c);
            reader.tell(node.line, format!("holds the invisible character U+{code:04X}; take it out"));
            return None;
        }
        Some(text.to_owned())
    }

    fn node(&self) -> Node<'_> {
        Node::text(self)
    }
}

impl Field for bool {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match scalar(node, reader, "true or false")? {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                reader.tell(node.line, format!("“{other}” is neither true nor false"));
                None
            }
        }
    }

    fn node(&self) -> Node<'_> {
        Node::plain(if *self { "true" } else { "false" })
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl Field for i32 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a whole number")?;
        let number = text.parse().ok().filter(|number| *number >= 0);
        if number.is_none() {
            reader.tell(node.line, format!("“{text}” is not a whole number from 0 to {}", i32::MAX));
        }
        number
    }

    fn node(&self) -> Node<'_> {
        Node::plain(self.to_string())
    }
}

/// Values that read and print their own form.
macro_rules! written_plain {
    ($($type:ty: $wanted:literal),+ $(,)?) => {
        $(impl Field for $type {
            fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                parsed(node, reader, $wanted)
            }

            fn node(&self) -> Node<'_> {
                Node::plain(self.as_str())
            }
        })+
    };
}

written_plain! {
    Decimal: "a number",
    PartialDate: "a date",
}

impl Field for AbstractNumber {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        parsed(node, reader, "an abstract number")
    }

    fn node(&self) -> Node<'_> {
        Node::text(self.as_str())
    }
}

impl Field for Instant {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a moment")?;
        let moment = text.parse::<jiff::Timestamp>().ok();
        if moment.is_none() {
            let form = "is not a moment; write date, time and offset, such as 2020-12-06T09:00:00Z";
            reader.tell(node.line, format!("“{text}” {form}"));
        }
        moment.map(|moment| Self(moment.as_microsecond()))
    }

    fn node(&self) -> Node<'_> {
        let moment = jiff::Timestamp::from_microsecond(self.0);
        Node::plain(moment.map_or_else(|_| self.0.to_string(), |moment| moment.to_string()))
    }
}
