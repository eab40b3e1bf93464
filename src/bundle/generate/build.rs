//! Records put together from their fields.

use jiff::civil::Date;

use crate::bundle::node::{Entry, Node};

pub(super) fn later(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

pub(super) fn slug(noun: &str, name: &str) -> String {
    format!("demo-{noun}-{name}")
}

pub(super) fn numbered(noun: &str, number: u32) -> String {
    slug(noun, &format!("{number:07}"))
}

pub(super) fn record<'n>(slug: &str, fields: impl IntoIterator<Item = (&'static str, Node<'n>)>) -> Node<'n> {
    map([("slug", Node::text(slug.to_owned()))].into_iter().chain(fields))
}

pub(super) fn map<'n>(fields: impl IntoIterator<Item = (&'static str, Node<'n>)>) -> Node<'n> {
    let entry = |(key, value): (&'static str, _)| Entry { line: 0, key: key.into(), value };
    Node::map(fields.into_iter().map(entry).collect())
}
