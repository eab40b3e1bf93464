//! What a meeting is for, and what its participants should take home.

use async_graphql::Object;

use crate::claim::{Statement, StatementRank};

/// What a meeting is for.
pub struct Purpose {
    pub(super) position: i32,
    pub(super) statement: Statement,
}

/// What a meeting is for, in our words.
#[Object]
impl Purpose {
    /// Its place, from 1.
    fn position(&self) -> i32 {
        self.position
    }

    /// Its weight.
    fn rank(&self) -> Option<StatementRank> {
        self.statement.0.rank.map(Into::into)
    }

    /// What it is.
    fn text(&self) -> &str {
        self.statement.0.text.as_deref().unwrap_or_default()
    }
}

/// An educational objective.
pub struct Objective {
    pub(super) position: i32,
    pub(super) statement: Statement,
}

/// What participants should be able to do after the meeting, in our words.
#[Object]
impl Objective {
    /// Its place, from 1.
    fn position(&self) -> i32 {
        self.position
    }

    /// The verb it turns on.
    fn verb(&self) -> Option<&str> {
        self.statement.0.verb.as_deref()
    }

    /// The words that lead to all objectives.
    fn lead_in(&self) -> Option<&str> {
        self.statement.0.lead_in.as_deref()
    }

    /// What participants should be able to do.
    fn text(&self) -> &str {
        self.statement.0.text.as_deref().unwrap_or_default()
    }
}
