//! Events as the contract shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entity::event::{Kind, Model};

use crate::{
    graphql::{Result, one, scalar::DateTime},
    manuscript::{Colleague, Manuscript, colleague},
    notice::Notice,
    summary::Summary,
};

/// What readers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PublicationEventKind {
    /// A summary can be read from now on.
    Published,
    /// A notice was issued: the summary was corrected, is doubted or is withdrawn.
    Notice,
}

/// What the desk is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::event::Kind")]
pub enum DeskEventKind {
    /// A manuscript was begun.
    Draft,
    /// A version was saved.
    Save,
    /// A version was sent to review.
    Submit,
    /// A version was sent back.
    RequestChanges,
    /// A version was signed off in part.
    Sign,
    /// A version was signed off.
    Approve,
    /// A version was released, for now or for a moment to come.
    Release,
    /// The release was taken back before its moment.
    Withdraw,
    /// A version took the place of the one that was published.
    Correct,
    /// A notice was issued.
    Notice,
    /// A comment was written, answered, resolved or opened again.
    Comment,
    /// Somebody was given something to do, or relieved of it.
    Assign,
}

/// Something that readers are told, and the cursor after it.
#[derive(Clone, Debug)]
pub struct PublicationEvent {
    pub(super) row: Arc<Model>,
    pub(super) cursor: String,
}

/// Something that readers are told: a summary was published, or a notice was issued on one.
#[Object]
impl PublicationEvent {
    /// Where to go on after it: what `after` takes.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// What happened.
    async fn kind(&self) -> PublicationEventKind {
        if self.row.kind == Kind::Notice {
            PublicationEventKind::Notice
        } else {
            PublicationEventKind::Published
        }
    }

    /// The moment from which on readers see it. It is not told before.
    async fn at(&self) -> DateTime {
        DateTime(self.row.shown_at.unwrap_or(self.row.at))
    }

    /// The summary as it is now; null if readers do not see it any more.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.row.summary_id).await
    }

    /// The notice; null unless one was issued.
    async fn notice(&self, ctx: &Context<'_>) -> Option<Result<Notice>> {
        one(ctx, self.row.notice_id).await
    }
}

/// Something the desk is told, and the cursor after it.
#[derive(Clone, Debug)]
pub struct DeskEvent {
    pub(super) row: Arc<Model>,
    pub(super) cursor: String,
}

/// Something the desk is told: a step of a manuscript, a notice, a comment, an assignment.
#[Object]
impl DeskEvent {
    /// Where to go on after it: what `after` takes.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// What happened.
    async fn kind(&self) -> DeskEventKind {
        self.row.kind.into()
    }

    /// When it happened.
    async fn at(&self) -> DateTime {
        DateTime(self.row.at)
    }

    /// Who did it; null if it was done at the machine itself.
    async fn by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.row.account_id?).await)
    }

    /// The number of the version it was done with; null where none is meant.
    async fn version(&self) -> Option<i32> {
        self.row.version
    }

    /// The moment it was released for; null if it is no release.
    async fn released_at(&self) -> Option<DateTime> {
        self.row.released_at.map(DateTime)
    }

    /// The manuscript as it is now; null if the summary of a notice has none.
    async fn manuscript(&self, ctx: &Context<'_>) -> Option<Result<Manuscript>> {
        one(ctx, self.row.summary_id).await
    }

    /// The notice; null unless one was issued.
    async fn notice(&self, ctx: &Context<'_>) -> Option<Result<Notice>> {
        one(ctx, self.row.notice_id).await
    }
}
