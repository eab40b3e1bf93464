//! Why a document is not run.

use async_graphql::Pos;
use serde::Serialize;

/// One thing that is wrong with a request, in the shape of a GraphQL error.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Refusal {
    /// A sentence for whoever wrote the request.
    pub(crate) message: String,
    /// Where in the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) locations: Vec<Place>,
    /// What a program can act on.
    pub(crate) extensions: Extensions,
}

/// A line and a column, both counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The line.
    pub(crate) line: usize,
    /// The character within the line.
    pub(crate) column: usize,
}

/// What a program can act on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Extensions {
    /// One of the documented codes.
    pub(crate) code: Code,
    /// The limit that was passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limit: Option<&'static str>,
    /// The most that may be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allowed: Option<u64>,
    /// What was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<u64>,
    /// The log knows more under this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
}

/// The codes this part of the program answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Code {
    /// The request is not well-formed or does not fit the schema.
    BadUserInput,
    /// More is asked for than may be.
    LimitExceeded,
    /// It took too long.
    Timeout,
    /// There is no such thing.
    NotFound,
    /// Something broke on our side.
    Internal,
}

impl Refusal {
    /// What the caller wrote cannot be.
    pub(crate) fn bad_input(message: impl Into<String>) -> Self {
        Self::new(Code::BadUserInput, message)
    }

    /// A sentence under a code.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        let extensions = Extensions { code, limit: None, allowed: None, asked: None, id: None };
        Self { message: message.into(), locations: Vec::new(), extensions }
    }

    /// Names a place in the document.
    #[must_use]
    pub(crate) fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.locations.extend(place.into());
        self
    }

    /// Names the limit that was passed.
    #[must_use]
    pub(crate) fn limit(mut self, name: &'static str, allowed: u64, asked: impl Into<Option<u64>>) -> Self {
        self.extensions.limit = Some(name);
        self.extensions.allowed = Some(allowed);
        self.extensions.asked = asked.into();
        self
    }

    /// Names the entry in the log.
    #[must_use]
    pub(crate) fn id(mut self, id: String) -> Self {
        self.extensions.id = Some(id);
        self
    }
}

impl From<Pos> for Place {
    fn from(pos: Pos) -> Self {
        Self { line: pos.line, column: pos.column }
    }
}
