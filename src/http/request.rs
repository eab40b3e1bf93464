//! What a request asks: read from a body or a query string, each part checked for its type.

use std::borrow::Cow;

use async_graphql::Variables;
use axum::{
    extract::Query,
    http::{StatusCode, Uri},
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    answer::Refused,
    document::{Code, Refusal},
};
use crate::limits::Limits;

/// One operation a client wants run.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) query: String,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Variables,
}

/// The parts as they were written.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    query: Option<&'a RawValue>,
    #[serde(borrow, rename = "operationName")]
    operation_name: Option<&'a RawValue>,
    #[serde(borrow)]
    variables: Option<&'a RawValue>,
    #[serde(borrow)]
    extensions: Option<&'a RawValue>,
}

/// Reads the body of a POST.
pub(super) fn from_body(body: &[u8]) -> Result<Asked, Refused> {
    let text = std::str::from_utf8(body).map_err(|_| bad("The body is not UTF-8."))?;
    match text.trim_start().as_bytes().first() {
        Some(b'{') => {}
        Some(b'[') => return Err(batch()),
        Some(_) => return Err(bad("The body is not a JSON object with a query in it.")),
        None => return Err(bad("The body is empty; it must be a JSON object with a query in it.")),
    }
    let body: Body<'_> = serde_json::from_str(text).map_err(|wrong| not_json("The body", &wrong))?;
    if let Some(extensions) = body.extensions {
        require(extensions, '{', "The extensions must be an object.")?;
    }
    Ok(Asked {
        query: body.query.map_or_else(|| Err(missing_query()), |query| string(query, "query"))?,
        operation_name: body.operation_name.map(|name| string(name, "operationName")).transpose()?,
        variables: body.variables.map(|variables| object(variables.get())).transpose()?.unwrap_or_default(),
    })
}

/// Reads the query string of a GET.
pub(super) fn from_query_string(uri: &Uri, limits: &Limits) -> Result<Asked, Refused> {
    let length = uri.query().unwrap_or_default().len();
    if length > limits.query_string_bytes {
        let allowed = limits.query_string_bytes as u64;
        let message =
            format!("The query string is {length} bytes long; at most {allowed} are read. Use POST.");
        let refusal =
            Refusal::new(Code::LimitExceeded, message).limit("queryStringBytes", allowed, length as u64);
        return Err(Refused::exactly(StatusCode::URI_TOO_LONG, refusal));
    }
    let Query(parameters) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| bad("The query string is not UTF-8 in percent encoding."))?;
    let mut asked = Asked::default();
    let mut query = None;
    for (name, value) in parameters {
        match name.as_str() {
            "query" if query.is_some() => return Err(bad("The query is given twice.")),
            "query" => query = Some(value),
            "operationName" if !value.is_empty() => asked.operation_name = Some(value),
            "variables" if !value.is_empty() => asked.variables = object(&value)?,
            "extensions" if !value.is_empty() => {
                let extensions: &RawValue =
                    serde_json::from_str(&value).map_err(|wrong| not_json("The extensions", &wrong))?;
                require(extensions, '{', "The extensions must be an object.")?;
            }
            _ => {}
        }
    }
    asked.query = query.ok_or_else(missing_query)?;
    Ok(asked)
}

fn string(value: &RawValue, name: &str) -> Result<String, Refused> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

    require(value, '"', &format!("The {name} must be a string."))?;
    let Text(text) =
        serde_json::from_str(value.get()).map_err(|wrong| not_json(&format!("The {name}"), &wrong))?;
    Ok(text.into_owned())
}

fn object(value: &str) -> Result<Variables, Refused> {
    match value.trim_start().as_bytes().first() {
        Some(b'{') => serde_json::from_str(value).map_err(|wrong| not_json("The variables", &wrong)),
        _ if value.trim() == "null" => Ok(Variables::default()),
        _ => Err(bad("The variables must be an object.")),
    }
}

fn require(value: &RawValue, begins: char, otherwise: &str) -> Result<(), Refused> {
    if value.get().starts_with(begins) { Ok(()) } else { Err(bad(otherwise)) }
}

fn bad(message: impl Into<String>) -> Refused {
    Refused::exactly(StatusCode::BAD_REQUEST, Refusal::bad_input(message))
}

fn missing_query() -> Refused {
    bad("There is no query.")
}

/// Says where, and never what.
fn not_json(part: &str, wrong: &serde_json::Error) -> Refused {
    let (line, column) = (wrong.line(), wrong.column());
    bad(format!("{part} cannot be read as JSON: something is wrong near line {line}, column {column}."))
}

fn batch() -> Refused {
    let message = "Only one operation is run for a request; a list of them is not read.";
    Refused::exactly(
        StatusCode::BAD_REQUEST,
        Refusal::new(Code::LimitExceeded, message).limit("operations", 1, None),
    )
}
