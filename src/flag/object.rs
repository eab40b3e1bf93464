//! Flags as the desk sees them.

use async_graphql::{Context, Enum, ID, Object};

use crate::{
    graphql::{NodeId, Result, nouns, one, scalar::DateTime},
    manuscript::{Colleague, colleague},
    node::Node,
    notice::Notice,
    summary::Summary,
};

nouns! { Flag = flag }

/// Why a flag was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::flag::Kind")]
pub enum FlagKind {
    /// It was built on a summary that a notice was issued on.
    BuiltOnNotice,
    /// A result was published with other figures than a summary gives.
    ResultDiffers,
}

/// Something that wants a second look. The desk sees it.
#[Object]
impl Flag {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Why it was raised.
    fn kind(&self) -> FlagKind {
        self.0.kind.into()
    }

    /// What wants the look; null while it is not readable.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        Node::find(ctx, self.0.subject, self.0.subject_id).await.transpose()
    }

    /// The id of what wants the look.
    fn subject_id(&self) -> ID {
        NodeId { subject: self.0.subject, id: self.0.subject_id }.encode()
    }

    /// The summary that changed, or that gives other figures; null while it is not readable.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.summary_id).await
    }

    /// The notice it was raised by; null if it was none.
    async fn notice(&self, ctx: &Context<'_>) -> Option<Result<Notice>> {
        one(ctx, self.0.notice_id).await
    }

    /// When it was raised.
    fn raised_at(&self) -> DateTime {
        DateTime(self.0.raised_at)
    }

    /// When it was settled; null while it is open.
    fn settled_at(&self) -> Option<DateTime> {
        self.0.settled_at.map(DateTime)
    }

    /// Who settled it; null while it is open.
    async fn settled_by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.0.settled_by?).await)
    }

    /// What came of it; null while it is open.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}
