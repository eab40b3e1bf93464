//! What is said over a socket.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{super::listen::Said, close::Close};

/// What a client says.
#[derive(Debug)]
pub(super) enum Heard<'a> {
    /// Who it is.
    Init(Option<&'a RawValue>),
    /// It asks whether we are there.
    Ping(Option<&'a RawValue>),
    /// It is there.
    Pong,
    /// It wants an operation run.
    Subscribe { id: String, payload: &'a RawValue },
    /// It does not want to hear more of an operation.
    Complete { id: String },
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    id: Option<String>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// The longest id that is kept.
const LONGEST_ID: usize = 200;

impl<'a> Heard<'a> {
    /// Reads a message.
    pub(super) fn read(text: &'a str) -> Result<Self, Close> {
        let Envelope { kind, id, payload } =
            serde_json::from_str(text).map_err(|_| Close::bad("it is not an object with a type."))?;
        let id = || match id {
            Some(id) if id.is_empty() || id.len() > LONGEST_ID => {
                Err(Close::bad("the id is empty or too long."))
            }
            Some(id) => Ok(id),
            None => Err(Close::bad("it has no id.")),
        };
        let object = |payload: Option<&'a RawValue>| match payload {
            Some(payload) if payload.get() == "null" => Ok(None),
            Some(payload) if !payload.get().starts_with('{') => {
                Err(Close::bad("the payload is not an object."))
            }
            payload => Ok(payload),
        };
        match kind.as_ref() {
            "connection_init" => Ok(Self::Init(object(payload)?)),
            "ping" => Ok(Self::Ping(object(payload)?)),
            "pong" => {
                object(payload)?;
                Ok(Self::Pong)
            }
            "subscribe" => {
                let payload = object(payload)?.ok_or_else(|| Close::bad("it has no payload."))?;
                Ok(Self::Subscribe { id: id()?, payload })
            }
            "complete" => Ok(Self::Complete { id: id()? }),
            _ => Err(Close::bad("there is no such type.")),
        }
    }
}

/// The secret that comes with `connection_init`, as `authorization` or `Authorization`.
pub(super) fn authorization(payload: Option<&RawValue>) -> Option<String> {
    #[derive(Deserialize)]
    struct Payload {
        #[serde(alias = "Authorization")]
        authorization: Option<String>,
    }

    let payload = serde_json::from_str::<Payload>(payload?.get());
    // What stands there and cannot be read is no good secret, rather than none.
    payload.map_or_else(|_| Some(String::new()), |payload| payload.authorization)
}

/// The answer to `connection_init`.
pub(super) const ACK: &str = r#"{"type":"connection_ack"}"#;

/// The answer to a ping.
pub(super) fn pong(payload: Option<&RawValue>) -> String {
    payload.map_or_else(
        || r#"{"type":"pong"}"#.to_owned(),
        |payload| format!(r#"{{"type":"pong","payload":{payload}}}"#),
    )
}

/// What is said of an operation.
pub(super) fn said(id: &str, said: &Said) -> String {
    let id = quoted(id);
    match said {
        Said::Answer { text, .. } => format!(r#"{{"id":{id},"type":"next","payload":{text}}}"#),
        Said::Failed(refused) => format!(r#"{{"id":{id},"type":"error","payload":{}}}"#, refused.errors()),
    }
}

/// An operation has come to its end.
pub(super) fn complete(id: &str) -> String {
    format!(r#"{{"id":{},"type":"complete"}}"#, quoted(id))
}

fn quoted(id: &str) -> String {
    serde_json::Value::from(id).to_string()
}
