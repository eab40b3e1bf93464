//! How a field fails.

use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, Pos, ServerError};
use sea_orm::{DbErr, RuntimeErr};

/// It has no `Display`, and must not get one: async-graphql turns whatever can be displayed into
/// a message for the public, and most failures are not theirs.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The caller wrote something that cannot be; says what would be right.
    Malformed(String),
    /// More was asked than may be; says the limit and what was asked.
    TooMuch(String),
    /// Nobody is signed in.
    Unauthenticated,
    /// The viewer may not do this; says who may.
    Forbidden(&'static str),
    /// More has happened than is told one by one; says what to do instead.
    TooFarBehind(String),
    /// Too much is going on; the same can be asked again.
    Busy,
    /// Something broke. The caller learns no more than that; the log learns all.
    Broken(DbErr),
}

/// What a resolver returns.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        Self::Broken(error)
    }
}

impl From<entity::value::Malformed> for Fault {
    fn from(malformed: entity::value::Malformed) -> Self {
        Self::Malformed(malformed.0)
    }
}

#[expect(clippy::disallowed_types, reason = "the one door to the engine's error type")]
impl From<Fault> for async_graphql::Error {
    fn from(fault: Fault) -> Self {
        let (code, message, source) = match fault {
            Fault::Malformed(message) => ("BAD_USER_INPUT", message, None),
            Fault::TooMuch(message) => ("LIMIT_EXCEEDED", message, None),
            Fault::TooFarBehind(message) => ("TOO_FAR_BEHIND", message, None),
            Fault::Unauthenticated => ("UNAUTHENTICATED", "Sign in first.".to_owned(), None),
            Fault::Forbidden(who) => ("FORBIDDEN", who.to_owned(), None),
            Fault::Busy => ("UNAVAILABLE", "Too much is going on. Ask again in a moment.".to_owned(), None),
            Fault::Broken(error) => (code(&error), said(&error).to_owned(), Some(error)),
        };
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", code);
        Self {
            message,
            source: source.map(|error| Arc::new(error) as Arc<dyn std::any::Any + Send + Sync>),
            extensions: Some(extensions),
        }
    }
}

impl Fault {
    /// As the engine tells it, where no field fails.
    pub(crate) fn told(self) -> ServerError {
        let mut error = EngineError::from(self).into_server_error(Pos::default());
        error.locations.clear();
        error
    }
}

#[expect(clippy::disallowed_types, reason = "the one door to the engine's error type")]
type EngineError = async_graphql::Error;

/// What a failure of the database is to the caller.
fn code(error: &DbErr) -> &'static str {
    match error {
        DbErr::ConnectionAcquire(_) => "UNAVAILABLE",
        error if ran_too_long(error) => "TIMEOUT",
        _ => "INTERNAL",
    }
}

fn said(error: &DbErr) -> &'static str {
    match code(error) {
        "UNAVAILABLE" => "The database is busy. Ask again in a moment.",
        "TIMEOUT" => "The question took too long. Ask for less at once.",
        _ => "Something broke on our side.",
    }
}

/// PostgreSQL ended the statement at its time limit (`query_canceled`).
fn ran_too_long(error: &DbErr) -> bool {
    let (DbErr::Query(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let code = error.as_database_error().and_then(sea_orm::sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "57014")
}
