//! Why a document is not run.

use serde::{Serialize, Serializer};

/// One thing that is wrong with a request, in the shape of a GraphQL error.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Refusal {
    /// A sentence for whoever wrote the request.
    message: String,
    /// Where in the document.
    #[serde(rename = "locations", skip_serializing_if = "Option::is_none", serialize_with = "as_list")]
    place: Option<Place>,
    /// What a program can act on.
    extensions: Extensions,
}

/// A line and a column, both counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The line.
    pub(crate) line: u32,
    /// The character within the line.
    pub(crate) column: u32,
}

/// What a program can act on.
#[derive(Clone, Debug, Serialize)]
struct Extensions {
    /// One of the documented codes.
    code: Code,
    /// The limit that was passed.
    #[serde(flatten)]
    passed: Option<Passed>,
    /// The log knows more under this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

/// A limit that was passed.
#[derive(Clone, Copy, Debug, Serialize)]
struct Passed {
    /// Its name.
    limit: &'static str,
    /// The most that may be asked for.
    allowed: u64,
    /// What was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<u64>,
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
    /// The secret that is shown is not good.
    Unauthenticated,
    /// It may not be asked for in this way.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// No document is known under the hash; send it whole. The name is Apollo's.
    PersistedQueryNotFound,
    /// Too much is going on; the same can be asked again.
    Unavailable,
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
        let extensions = Extensions { code, passed: None, id: None };
        Self { message: message.into(), place: None, extensions }
    }

    /// Names a place in the document.
    #[must_use]
    pub(crate) fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// Names the limit that was passed.
    #[must_use]
    pub(crate) fn limit(mut self, name: &'static str, allowed: u64, asked: impl Into<Option<u64>>) -> Self {
        self.extensions.passed = Some(Passed { limit: name, allowed, asked: asked.into() });
        self
    }

    /// Names the entry in the log.
    #[must_use]
    pub(crate) fn id(mut self, id: String) -> Self {
        self.extensions.id = Some(id);
        self
    }
}

/// GraphQL has a list of places.
#[expect(clippy::ref_option, reason = "the form serde asks for")]
fn as_list<S: Serializer>(place: &Option<Place>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(place)
}
