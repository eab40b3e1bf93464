//! Why a document is not run.

use async_graphql::{ID, InputType, ServerError, Value};
use entity::idempotency_key;
use sea_orm::ActiveEnum;
use serde::{Serialize, Serializer};

use crate::{graphql::NodeId, media::MediaUploadProblemCode};

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
    /// What was done although there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<Box<Deeds>>,
    /// What is the matter with a file, as the problems of `mediaUpload` call it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_name")]
    problem: Option<MediaUploadProblemCode>,
    /// The log knows more under this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

/// What was done, in its order.
#[derive(Clone, Debug, Serialize)]
struct Deeds(Vec<Done>);

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
struct Done {
    /// A value of `AuditDeed`.
    deed: String,
    /// The id of what it was done to.
    id: ID,
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
    /// More has happened than is told one by one.
    TooFarBehind,
    /// Too much is going on; the same can be asked again.
    Unavailable,
    /// No document is known under the hash; send it whole. The name is Apollo's.
    PersistedQueryNotFound,
    /// It was done before, and its answer was not kept.
    AlreadyDone,
    /// Something broke on our side.
    Internal,
}

impl Code {
    /// The code of a name.
    fn named(name: &str) -> Self {
        match name {
            "BAD_USER_INPUT" => Self::BadUserInput,
            "LIMIT_EXCEEDED" => Self::LimitExceeded,
            "TIMEOUT" => Self::Timeout,
            "UNAUTHENTICATED" => Self::Unauthenticated,
            "FORBIDDEN" => Self::Forbidden,
            "NOT_FOUND" => Self::NotFound,
            "TOO_FAR_BEHIND" => Self::TooFarBehind,
            "UNAVAILABLE" => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}

impl Refusal {
    /// What the engine says, as everybody may read it.
    pub(crate) fn of_engine(error: &ServerError) -> Self {
        let text = |name: &str| match error.extensions.as_ref()?.get(name)? {
            Value::String(text) => Some(text.clone()),
            _ => None,
        };
        let place = error.locations.first().map(|at| Place {
            line: u32::try_from(at.line).unwrap_or_default(),
            column: u32::try_from(at.column).unwrap_or_default(),
        });
        let code = Code::named(&text("code").unwrap_or_default());
        Self {
            message: error.message.clone(),
            place,
            extensions: Extensions { code, passed: None, done: None, problem: None, id: text("id") },
        }
    }

    /// Its code.
    pub(crate) fn code(&self) -> Code {
        self.extensions.code
    }

    /// What the caller wrote cannot be.
    pub(crate) fn bad_input(message: impl Into<String>) -> Self {
        Self::new(Code::BadUserInput, message)
    }

    /// A sentence under a code.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        let extensions = Extensions { code, passed: None, done: None, problem: None, id: None };
        Self { message: message.into(), place: None, extensions }
    }

    /// The same with what is the matter with a file.
    pub(crate) fn about_file(mut self, problem: Option<MediaUploadProblemCode>) -> Self {
        self.extensions.problem = problem;
        self
    }

    /// What was asked was done before.
    pub(crate) fn already_done(done: &[idempotency_key::Done]) -> Self {
        let mut refusal = Self::new(
            Code::AlreadyDone,
            "This was done before, and is not done again. Its answer was not kept.",
        );
        let done = done.iter().map(|done| Done {
            deed: done.deed.to_value().to_uppercase(),
            id: NodeId { subject: done.subject, id: done.id }.encode(),
        });
        refusal.extensions.done = Some(Box::new(Deeds(done.collect())));
        refusal
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

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the form serde asks for")]
fn as_name<S: Serializer>(
    problem: &Option<MediaUploadProblemCode>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match problem.map(|problem| problem.to_value()) {
        Some(Value::Enum(name)) => serializer.serialize_str(&name),
        _ => serializer.serialize_none(),
    }
}
