//! What can stand in a field. Each sort of value says how it is read, what is wrong with it, and
//! how it is written; records are put together from these.

use entity::value::List;

use super::{
    link::Link,
    node::{Entry, Kind, Node},
    reader::{Entries, Reader},
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
    value: Option<&T>,
    table: &'static str,
    entries: Entries<'_>,
    reader: &mut Reader<'_>,
) {
    if let Some(slug) = value.and_then(T::slug) {
        reader.give(table, slug, "slug", entries.line_of("slug"));
    }
}

/// Writes a field of a record, unless it is left out.
pub(super) fn write<'a, T: Field>(entries: &mut Vec<Entry<'a>>, column: &'static str, value: &'a T) {
    if !value.is_absent() {
        entries.push(Entry { line: 0, key: key(column).into(), value: value.node() });
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
