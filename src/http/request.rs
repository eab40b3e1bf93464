//! What a request asks: read from a body or a query string, each part checked for its type.

use std::borrow::Cow;

use async_graphql::Variables;
use axum::{
    extract::Query,
    http::{StatusCode, Uri},
};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{
    answer::Refused,
    document::{Code, Hash, Refusal},
};
use crate::limits::Limits;

/// One operation a client wants run.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) document: Document,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Variables,
}

/// How its document is given: a client that has sent it once may name its hash alone
/// (Apollo's persisted queries).
#[derive(Debug)]
pub(super) enum Document {
    Text(String),
    Hash(Hash),
    Both(String, Hash),
}

impl Document {
    /// The SHA-256 of its text.
    pub(super) fn hash(&self) -> Hash {
        match self {
            Self::Text(text) => Sha256::digest(text).into(),
            Self::Hash(hash) | Self::Both(_, hash) => *hash,
        }
    }

    fn of(text: Option<String>, hash: Option<Hash>) -> Result<Self, Refused> {
        match (text, hash) {
            (Some(text), None) => Ok(Self::Text(text)),
            (None, Some(hash)) => Ok(Self::Hash(hash)),
            (Some(text), Some(hash)) => Ok(Self::Both(text, hash)),
            (None, None) => Err(bad("There is no query.")),
        }
    }
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
    let query = body.query.map(|query| string(query, "query")).transpose()?;
    let hash = body.extensions.map(|extensions| hash(extensions.get())).transpose()?.flatten();
    Ok(Asked {
        document: Document::of(query, hash)?,
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
    let (mut query, mut known, mut operation_name, mut variables) = (None, None, None, Variables::default());
    for (name, value) in parameters {
        match name.as_str() {
            "query" if query.is_some() => return Err(bad("The query is given twice.")),
            "query" => query = Some(value),
            "operationName" if !value.is_empty() => operation_name = Some(value),
            "variables" if !value.is_empty() => variables = object(&value)?,
            "extensions" if !value.is_empty() => known = hash(&value)?,
            _ => {}
        }
    }
    Ok(Asked { document: Document::of(query, known)?, operation_name, variables })
}

/// The hash among the extensions, if there is one.
fn hash(extensions: &str) -> Result<Option<Hash>, Refused> {
    #[derive(Deserialize)]
    struct Extensions<'a> {
        #[serde(borrow, rename = "persistedQuery")]
        persisted: Option<Persisted<'a>>,
    }

    #[derive(Deserialize)]
    struct Persisted<'a> {
        version: u32,
        #[serde(borrow, rename = "sha256Hash")]
        hash: Cow<'a, str>,
    }

    if !extensions.trim_start().starts_with('{') {
        return Err(bad("The extensions must be an object."));
    }
    let wrong = || bad("A persistedQuery has the version 1 and a sha256Hash of 64 hexadecimal digits.");
    let Extensions { persisted } = serde_json::from_str(extensions).map_err(|_| wrong())?;
    match persisted {
        None => Ok(None),
        Some(Persisted { version: 1, hash }) => from_hex(&hash).map(Some).ok_or_else(wrong),
        Some(_) => Err(wrong()),
    }
}

fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(hash)
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
