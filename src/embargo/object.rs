//! Embargoes as the desk sees them.

use async_graphql::{Context, Enum, Object};
use entity::embargo::Model;
use uuid::Uuid;

use super::lift::last;
use crate::{
    graphql::{Desk, Result, one, scalar::DateTime},
    lecture::Lecture,
    manuscript::{Colleague, colleague},
};

/// What an embargo covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::embargo::Scope")]
pub enum EmbargoScope {
    /// All that was said.
    WholeItem,
    /// What the abstract says.
    AbstractText,
    /// What goes beyond the abstract.
    BeyondAbstract,
}

/// When an embargo lifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::embargo::Rule")]
pub enum EmbargoRule {
    /// At an instant.
    FixedInstant,
    /// When the session of the lecture starts; it moves with the session.
    SessionStart,
    /// When the organiser says so.
    OrganiserNotice,
    /// It was lifted, for everybody.
    Lifted,
}

/// An embargo on what was said in a lecture, as it was set once.
#[derive(Clone, Debug)]
pub struct Embargo {
    row: Model,
    /// Another was set on the same since.
    is_replaced: bool,
}

impl From<Model> for Embargo {
    /// The last of its scope.
    fn from(row: Model) -> Self {
        Self { row, is_replaced: false }
    }
}

impl Embargo {
    /// The last of each scope, of all that were set on a lecture, the latest first.
    pub(crate) fn last(set: &[Model]) -> Vec<Self> {
        last(set).cloned().map(Self::from).collect()
    }

    /// All of them.
    pub(crate) fn all(set: &[Model]) -> Vec<Self> {
        let last: Vec<Uuid> = last(set).map(|row| row.id).collect();
        set.iter().map(|row| Self { row: row.clone(), is_replaced: !last.contains(&row.id) }).collect()
    }
}

/// An embargo on what was said in a lecture, as it was set once. Of those on the same scope the last counts.
#[Object]
impl Embargo {
    /// The lecture it is on.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.row.lecture_id).await
    }

    /// What it covers.
    fn scope(&self) -> EmbargoScope {
        self.row.scope.into()
    }

    /// When it lifts.
    fn rule(&self) -> EmbargoRule {
        self.row.rule.into()
    }

    /// The instant it lifts at, or was lifted at; null as long as nobody knows.
    fn lifts_at(&self) -> Option<DateTime> {
        self.row.lifts_at.map(DateTime)
    }

    /// Whether it still holds: it has not lifted, and no other was set on its scope since.
    fn holds(&self, ctx: &Context<'_>) -> bool {
        !self.is_replaced && self.row.lifts_at.is_none_or(|at| at > ctx.question().now)
    }

    /// Why it was set, moved or lifted.
    fn reason(&self) -> &str {
        &self.row.reason
    }

    /// When that was done.
    fn set_at(&self) -> DateTime {
        DateTime(self.row.set_at)
    }

    /// Who did it; null if it moved with the programme.
    async fn set_by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.row.set_by?).await)
    }
}
