//! What one version says otherwise than another: field by field, a text by its paragraphs and their words, a list by
//! its entries.

mod list;
mod name;
mod object;
mod text;

use std::time::Instant;

use serde_json::{Map, Value};

pub use object::ManuscriptChange;
pub(super) use object::between;

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    field: String,
    before: Value,
    after: Value,
    how: How,
}

/// In what it differs.
#[derive(Clone, Debug, PartialEq)]
enum How {
    Text(Vec<text::Paragraph>),
    List(Vec<list::Entry>),
    Whole,
}

/// The fields that differ, in their order. What is not compared by then is told as wholly changed.
fn changes(before: &Map<String, Value>, after: &Map<String, Value>, until: Instant) -> Vec<Change> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let of = |fields: &Map<String, Value>, key: &str| fields.get(key).cloned().unwrap_or_default();
    let pairs = after.keys().chain(gone).map(|key| (key, of(before, key), of(after, key)));
    pairs
        .filter(|(_, before, after)| before != after)
        .map(|(key, before, after)| {
            let how = match (&before, &after) {
                (Value::String(before), Value::String(after)) => {
                    How::Text(text::compare(before, after, until))
                }
                (Value::Array(before), Value::Array(after)) => How::List(list::compare(before, after, until)),
                _ => How::Whole,
            };
            Change { field: key.clone(), before, after, how }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn only_what_differs_is_told_and_what_is_not_known_is_told_whole() {
        let before = fields(json!({ "title": "A", "rights": { "basis": "own" }, "old": 1, "same": [1] }));
        let after =
            fields(json!({ "title": "A", "rights": { "basis": "licence" }, "same": [1], "new": [2] }));

        let told = changes(&before, &after, Instant::now() + Duration::from_secs(1));

        let names: Vec<_> = told.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(names, ["rights", "new", "old"]);
        assert!(told.iter().all(|change| change.how == How::Whole));
        assert_eq!(told[2].after, Value::Null);
    }
}
