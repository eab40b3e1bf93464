//! A cursor: the place of a row in its order. It carries the row's values and the order they were
//! taken in, so that it stays good when the row itself is gone.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sea_orm::{ColumnTrait, ModelTrait, Value, sea_query::ColumnType};
use serde_json::Value as Json;
use uuid::Uuid;

use super::list::{Key, Listed, Sortable};
use crate::graphql::{Fault, Result, edge::id_of};

/// A cursor that was read.
#[derive(Debug)]
pub(super) struct Mark {
    text: String,
    /// One per key of the order; none where the row had no value.
    pub(super) values: Vec<Option<Value>>,
    pub(super) id: Uuid,
}

impl PartialEq for Mark {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The cursor of a row.
pub(super) fn write<E: Listed>(row: &E::Model, order: &[Key<E>]) -> String {
    let mut parts = vec![Json::from(signature(order))];
    parts.extend(order.iter().map(|key| json_of(row.get(key.field.column()))));
    parts.push(Json::from(id_of::<E>(row).simple().to_string()));
    BASE64_URL_SAFE_NO_PAD.encode(Json::Array(parts).to_string())
}

impl Mark {
    pub(super) fn read<E: Listed>(argument: &str, text: String, order: &[Key<E>]) -> Result<Self> {
        match parse(&text, order) {
            Some((values, id)) => Ok(Self { text, values, id }),
            None => Err(Fault::Malformed(format!(
                "`{argument}` is not a cursor of this list in this order. A cursor is what `cursor`, `startCursor` or `endCursor` answered under the same `orderBy`."
            ))),
        }
    }
}

fn parse<E: Listed>(text: &str, order: &[Key<E>]) -> Option<(Vec<Option<Value>>, Uuid)> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    let parts: Vec<Json> = serde_json::from_slice(&bytes).ok()?;
    let (Json::String(signed), rest) = parts.split_first()? else { return None };
    let (Json::String(id), values) = rest.split_last()? else { return None };
    if *signed != signature(order) || values.len() != order.len() {
        return None;
    }
    let values = values.iter().zip(order).map(|(json, key)| value_of(json, key)).collect::<Result<_, _>>();
    Some((values.ok()?, Uuid::parse_str(id).ok()?))
}

/// The order a cursor belongs to, in short.
fn signature<E: Listed>(order: &[Key<E>]) -> String {
    let names = order.iter().map(|key| {
        let way = if key.descending { "-" } else { "+" };
        format!("{way}{:?}", key.field)
    });
    names.collect()
}

fn json_of(value: Value) -> Json {
    match value {
        Value::Int(Some(number)) => number.into(),
        Value::BigInt(Some(number)) => number.into(),
        Value::String(Some(text)) => text.as_str().into(),
        _ => Json::Null,
    }
}

/// Not a value of its column.
struct Foreign;

/// Back into the column's own type; none where the row had no value.
fn value_of<E: Listed>(json: &Json, key: &Key<E>) -> Result<Option<Value>, Foreign> {
    if json.is_null() {
        return if key.field.may_be_missing() { Ok(None) } else { Err(Foreign) };
    }
    let def = key.field.column().def();
    let value = match def.get_column_type() {
        ColumnType::Integer => json.as_i64().and_then(|number| i32::try_from(number).ok()).map(Value::from),
        ColumnType::BigInteger => json.as_i64().map(Value::from),
        _ => json.as_str().map(Value::from),
    };
    value.map(Some).ok_or(Foreign)
}
