//! Embargoes as the desk sees them.

use async_graphql::{Context, Enum, Object};
use entity::embargo::Model;

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
pub struct Embargo(Model);

impl From<Model> for Embargo {
    fn from(row: Model) -> Self {
        Self(row)
    }
}

impl Embargo {
    /// The last of each scope.
    pub(crate) fn last(set: &[Model]) -> Vec<Self> {
        last(set).cloned().map(Self).collect()
    }
}

/// An embargo on what was said in a lecture, as it was set once. The last of its scope holds.
#[Object]
impl Embargo {
    /// The lecture it is on.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.0.lecture_id).await
    }

    /// What it covers.
    fn scope(&self) -> EmbargoScope {
        self.0.scope.into()
    }

    /// When it lifts.
    fn rule(&self) -> EmbargoRule {
        self.0.rule.into()
    }

    /// The instant it lifts at, or was lifted at; null as long as nobody knows.
    fn lifts_at(&self) -> Option<DateTime> {
        self.0.lifts_at.map(DateTime)
    }

    /// Whether it still holds.
    fn holds(&self, ctx: &Context<'_>) -> bool {
        self.0.lifts_at.is_none_or(|at| at > ctx.question().now)
    }

    /// Why it was set, moved or lifted.
    fn reason(&self) -> &str {
        &self.0.reason
    }

    /// When that was done.
    fn set_at(&self) -> DateTime {
        DateTime(self.0.set_at)
    }

    /// Who did it; null if it moved with the programme.
    async fn set_by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.0.set_by?).await)
    }
}
