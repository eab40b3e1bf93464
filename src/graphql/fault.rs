//! How a field fails.

use std::sync::Arc;

use async_graphql::ErrorExtensionValues;
use sea_orm::DbErr;

/// It has no `Display`, and must not get one: async-graphql turns whatever can be displayed into
/// a message for the public, and most failures are not theirs.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The caller wrote something that cannot be; says what would be right.
    Malformed(String),
    /// More was asked than may be; says the limit and what was asked.
    TooMuch(String),
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
            Fault::Broken(error) => ("INTERNAL", "Something broke on our side.".to_owned(), Some(error)),
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
