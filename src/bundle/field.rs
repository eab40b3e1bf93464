//! What can stand in a field. Each sort of value says how it is read, what is wrong with it, and
//! how it is written; records are put together from these.

use std::str::FromStr;

use entity::value::{AbstractNumber, Decimal, Instant, List, PartialDate};
use sea_orm::{ActiveEnum, Iterable};

use super::{
    link::Link,
    node::{Entry, Kind, Node},
    reader::{Entries, Reader, nearest},
};

/// A value of the format.
pub(super) trait Field: Sized {
    /// The value, or nothing once the reader knows what is wrong with it.
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// The value as it is written.
    fn node(&self) -> Node<'_>;

    /// The value of a field that is left out, if it may be.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the field is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Calls on every slug that is meant in here.
    fn links<'r>(&'r mut self, _found: &mut Vec<&'r mut Link>) {}

    /// The slug, if this is one that names its record.
    fn slug(&self) -> Option<&str> {
        None
    }

    /// The slug, if this is no more than a mention of another record.
    fn mention(&self) -> Option<&str> {
        None
    }
}

/// How a value lies in its column.
pub(super) trait Stored<C>: Sized {
    fn to_column(&self) -> C;
    fn from_column(column: C) -> Self;
}

impl<T: Clone> Stored<T> for T {
    fn to_column(&self) -> T {
        self.clone()
    }

    fn from_column(column: T) -> Self {
        column
    }
}

impl<T: Clone> Stored<List<T>> for Vec<T> {
    fn to_column(&self) -> List<T> {
        List(self.clone())
    }

    fn from_column(column: List<T>) -> Self {
        column.0
    }
}

/// The field's name in the file: a column that holds an id is named after what it points to.
pub(super) fn key(column: &'static str) -> &'static str {
    column.strip_suffix("_id").unwrap_or(column)
}

/// Reads a field of a record. What cannot be read is told; where a field may be left out, its
/// record is then read on without it, so that the other faults come to light as well.
pub(super) fn read<T: Field>(entries: Entries<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<T> {
    match entries.get(key) {
        Some(node) => reader.under(key, |reader| T::read(node, reader)).or_else(T::absent),
        None => T::absent().or_else(|| {
            reader.under(key, |reader| reader.tell(entries.line, "is missing; every such record has it"));
            None
        }),
    }
}

/// Notes the slug that names a record, also when other fields of it are wrong.
pub(super) fn give<T: Field>(
    value: &Option<T>,
    table: &'static str,
    entries: Entries<'_>,
    reader: &mut Reader<'_>,
) {
    if let Some(slug) = value.as_ref().and_then(T::slug) {
        reader.give(table, slug, "slug", entries.line_of("slug"));
    }
}

/// Writes a field of a record, unless it is left out.
pub(super) fn write<'a, T: Field>(entries: &mut Vec<Entry<'a>>, column: &'static str, value: &'a T) {
    if !value.is_absent() {
        entries.push(Entry { line: 0, key: key(column).into(), value: value.node() });
    }
}

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
        match text.parse::<jiff::Timestamp>() {
            Ok(moment) => Some(Self(moment.as_microsecond())),
            Err(_) => {
                reader.tell(
                    node.line,
                    format!(
                        "“{text}” is not a moment; write date, time and offset, such as 2020-12-06T09:00:00Z"
                    ),
                );
                None
            }
        }
    }

    fn node(&self) -> Node<'_> {
        let moment = jiff::Timestamp::from_microsecond(self.0);
        Node::plain(moment.map_or_else(|_| self.0.to_string(), |moment| moment.to_string()))
    }
}

impl<T: Field> Field for Option<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn node(&self) -> Node<'_> {
        self.as_ref().map_or_else(|| Node::plain("null"), T::node)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn links<'r>(&'r mut self, found: &mut Vec<&'r mut Link>) {
        if let Some(value) = self {
            value.links(found);
        }
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Kind::List(items) = &node.kind else {
            reader.tell(node.line, format!("{} stands where a list is expected", node.sort()));
            return None;
        };
        if items.is_empty() {
            reader.tell(node.line, "is an empty list; leave a field out when it holds nothing");
            return None;
        }
        let mut values: Vec<Option<T>> = Vec::with_capacity(items.len());
        for item in items {
            let value = T::read(item, reader);
            if let Some(twice) = value.as_ref().and_then(T::mention)
                && values.iter().flatten().any(|earlier| earlier.mention() == Some(twice))
            {
                reader.tell(item.line, format!("names “{twice}” twice; keep one"));
            }
            values.push(value);
        }
        values.into_iter().collect()
    }

    fn node(&self) -> Node<'_> {
        Node::list(self.iter().map(T::node).collect())
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn links<'r>(&'r mut self, found: &mut Vec<&'r mut Link>) {
        for value in self {
            value.links(found);
        }
    }
}

/// Reads a member of a closed set; a stranger is told who the members are.
fn read_member<E: ActiveEnum<Value = String> + Iterable>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
) -> Option<E> {
    let text = scalar(node, reader, "a word")?;
    let member = E::try_from_value(&text.to_owned()).ok();
    if member.is_none() {
        let members: Vec<String> = E::iter().map(|member| member.to_value()).collect();
        let words: Vec<&str> = members.iter().map(String::as_str).collect();
        reader.tell(
            node.line,
            match nearest(text, &words) {
                Some(near) => {
                    format!("“{text}” is not one of {}; did you mean “{near}”?", members.join(", "))
                }
                None => format!("“{text}” is not one of {}", members.join(", ")),
            },
        );
    }
    member
}

/// Closed sets are written as their words.
macro_rules! closed_sets {
    ($($set:ty),+ $(,)?) => {
        $(impl Field for $set {
            fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                read_member(node, reader)
            }

            fn node(&self) -> Node<'_> {
                Node::plain(self.to_value())
            }
        })+
    };
}

closed_sets! {
    entity::accreditation_scheme::QualityKind,
    entity::accreditation_scheme::Timing,
    entity::arm::Role,
    entity::citation::Role,
    entity::contribution::Role,
    entity::executive_message::ProgrammePurpose,
    entity::involvement::Role,
    entity::lecture::Completeness,
    entity::lecture::DataStatus,
    entity::lecture::TitleKind,
    entity::meeting::PlatformPurpose,
    entity::meeting::Format,
    entity::meeting::Status,
    entity::meeting_series::Feature,
    entity::meeting_series::Kind,
    entity::meeting_series::Knowledge,
    entity::meeting_series::ResearchScope,
    entity::meeting_series::TrainingStage,
    entity::metric::Qualifier,
    entity::office::Role,
    entity::organisation::Level,
    entity::outcome::AnalysisSet,
    entity::outcome::EndpointKind,
    entity::outcome::EndpointRank,
    entity::outcome::Measure,
    entity::outcome::POperator,
    entity::outcome::Stage,
    entity::reference::Kind,
    entity::schedule_step::Kind,
    entity::schedule_step::Reason,
    entity::session::Kind,
    entity::source::Kind,
    entity::statement::Kind,
    entity::statement::Rank,
    entity::summary::Status,
    entity::topic::Kind,
    entity::training_tool::Audience,
    entity::training_tool::Kind,
    entity::trial::Phase,
    entity::trial_registration::Registry,
    entity::video::Kind,
}
