//! What is stored, in the names and ids of the contract.

use entity::subject::Subject;
use sea_orm::ActiveEnum;
use serde_json::Value;
use uuid::Uuid;

use crate::graphql::{NodeId, camel};

/// A value as it would stand in an answer, under the key it is stored by.
pub(super) fn shown(key: &str, value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let named = fields.into_iter().map(|(part, value)| (name(key, &part), shown(&part, value)));
            Value::Object(named.collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(|value| shown(key, value)).collect()),
        Value::String(text) => Value::String(match key {
            "basis" | "influence" | "kind" | "rights" | "role" | "state" => text.to_ascii_uppercase(),
            _ => id(key, &text).unwrap_or(text),
        }),
        other => other,
    }
}

/// What the contract calls a part of what stands under a key.
fn name(key: &str, part: &str) -> String {
    match (key, part) {
        ("chapters", "start_ms") => "startMilliseconds".to_owned(),
        ("slides", "rights") => "rightsBasis".to_owned(),
        _ => camel(part),
    }
}

/// The id of what a key names, such as `writers`, `writer` or `funder`.
fn id(key: &str, text: &str) -> Option<String> {
    let id = Uuid::try_parse(text).ok()?;
    let noun = match key {
        "audio" | "transcript" => "media",
        "funder" => "organisation",
        key => key.strip_suffix('s').unwrap_or(key),
    };
    let subject = Subject::try_from_value(&noun.to_owned()).ok()?;
    Some(NodeId { subject, id }.encode().0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_and_names_are_those_of_the_contract() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let stored = json!([{ "text": "x", "outcomes": [id], "alt_text": id }]);

        let told = shown("take_home_messages", stored);

        let expected =
            json!([{ "text": "x", "outcomes": ["outcome_01h455vb4pex5vsknk084sn02q"], "altText": id }]);
        assert_eq!(told, expected);
    }
}
