//! Feedback as those see it who may: the committee's desk, and who wrote it while signed in.

use async_graphql::{Context, Enum, ID, Object};
use entity::account::Role;

use crate::{
    account::Account,
    graphql::{Desk, Result, nouns, one, scalar::DateTime},
    manuscript::{Colleague, colleague},
    node::Node,
    viewer::Viewer,
};

nouns! { Feedback = feedback }

/// What sort of word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::feedback::Kind")]
pub enum FeedbackKind {
    /// Something is wrong.
    ErrorReport,
    /// Something is wished for the programme of a meeting.
    ProgrammeWish,
    /// Anything else that could be better.
    Suggestion,
}

/// How far the committee has come with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::feedback::State")]
pub enum FeedbackState {
    /// It waits to be read.
    Received,
    /// It was read and is thought about.
    Acknowledged,
    /// It led to something, which the outcome tells.
    ActedOn,
    /// It led to nothing; the outcome tells why.
    Declined,
}

impl Feedback {
    fn is_of(&self, viewer: &Viewer) -> bool {
        viewer.account().is_some_and(|account| self.0.account_id == Some(account.id))
    }
}

/// A word of a reader to the Scientific Committee. It is plain text of somebody unknown: show it as text, not as a page.
#[Object]
impl Feedback {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// What sort of word.
    fn kind(&self) -> FeedbackKind {
        self.0.kind.into()
    }

    /// What was written: plain text.
    fn text(&self) -> &str {
        &self.0.text
    }

    /// What it is about; null if it is about the whole, or about something the viewer may not see.
    async fn about(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        Node::find(ctx, self.0.subject?, self.0.subject_id?).await.transpose()
    }

    /// Who wrote it, for the writer and for those who manage accounts; null for others, and if nobody was signed in.
    async fn account(&self, ctx: &Context<'_>) -> Option<Result<Account>> {
        one(ctx, self.0.account_id).await
    }

    /// The e-mail address where an answer is wished, for editors and who wrote it; null for others, and if none was
    /// given.
    fn reply_to(&self, ctx: &Context<'_>) -> Option<&str> {
        let viewer = ctx.viewer();
        self.0
            .reply_to
            .as_deref()
            .filter(|_| viewer.standing().has_any(&[Role::Editor]) || self.is_of(viewer))
    }

    /// When it was sent.
    fn sent_at(&self) -> DateTime {
        DateTime(self.0.sent_at)
    }

    /// How far the committee has come with it.
    fn state(&self) -> FeedbackState {
        self.0.state.into()
    }

    /// What became of it: plain text; null while that is open.
    fn outcome(&self) -> Option<&str> {
        self.0.outcome.as_deref()
    }

    /// When it was answered last; null if it was not.
    fn answered_at(&self) -> Option<DateTime> {
        self.0.answered_at.map(DateTime)
    }

    /// Who answered it last; null if it was not. Editors and those who manage accounts see it.
    async fn answered_by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.0.answered_by?).await)
    }
}
