//! Assignments as the desk sees them, and what waits for somebody.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entity::{assignment, subject::Subject, waiting};

use super::loader::AssignmentsOf;
use crate::{
    graphql::{Desk, Noun, Result, one, scalar::DateTime},
    manuscript::{Colleague, Manuscript, colleague},
    meeting::Meeting,
};

/// What there is to do with a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::assignment::Task")]
pub enum ManuscriptTask {
    /// To write it, or to change what reviewers want changed. For writers. What nobody is assigned to waits for those who
    /// saved a version of it.
    Write,
    /// To review it. For reviewers who saved no version of it.
    Review,
    /// To release it. For editors.
    Release,
}

/// Somebody's part in a manuscript.
#[derive(Clone, Debug)]
pub struct Assignment(assignment::Model);

impl Assignment {
    /// All of a manuscript.
    pub(crate) async fn of(ctx: &Context<'_>, manuscript: uuid::Uuid) -> Result<Vec<Self>> {
        Ok(ctx.load::<AssignmentsOf>(manuscript).await?.iter().cloned().map(Self).collect())
    }
}

/// What a colleague is to do with a manuscript.
#[Object]
impl Assignment {
    /// Who is to do it.
    async fn colleague(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.account_id).await
    }

    /// What is to be done.
    fn task(&self) -> ManuscriptTask {
        self.0.task.into()
    }

    /// Until when; null if nothing was said.
    fn due_at(&self) -> Option<DateTime> {
        self.0.due_at.map(DateTime)
    }

    /// Who said so.
    async fn assigned_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.assigned_by).await
    }

    /// When it was said last.
    fn assigned_at(&self) -> DateTime {
        DateTime(self.0.assigned_at)
    }
}

/// Something that waits for the viewer.
#[derive(Clone, Debug)]
pub struct WaitingManuscript(Arc<waiting::Model>);

impl From<Arc<waiting::Model>> for WaitingManuscript {
    fn from(row: Arc<waiting::Model>) -> Self {
        Self(row)
    }
}

impl Noun for WaitingManuscript {
    type Entity = waiting::Entity;

    const SUBJECT: Subject = Subject::Manuscript;
}

/// A manuscript that waits for you.
#[Object]
impl WaitingManuscript {
    /// What is to be done with it.
    fn task(&self) -> ManuscriptTask {
        self.0.task.into()
    }

    /// Until when; null if nobody said.
    fn due_at(&self) -> Option<DateTime> {
        self.0.due_at.map(DateTime)
    }

    /// Whether it was assigned to you. If not, nobody who may do it is assigned to it: drafts and wanted changes wait for
    /// whoever saved a version of it, the rest for whoever takes it.
    fn is_assigned(&self) -> bool {
        self.0.assigned_at.is_some()
    }

    /// When a step was taken with it last.
    fn changed_at(&self) -> DateTime {
        DateTime(self.0.changed_at)
    }

    /// The manuscript.
    async fn manuscript(&self, ctx: &Context<'_>) -> Option<Result<Manuscript>> {
        one(ctx, self.0.id).await
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }
}
