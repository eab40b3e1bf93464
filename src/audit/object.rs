//! Entries as those see them who manage accounts.

use async_graphql::{Context, Enum, ID, Object};

use crate::{
    account::Account,
    graphql::{
        NodeId, Result, nouns, one,
        scalar::{DateTime, Long},
    },
};

nouns! { AuditEntry = audit_entry }

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::audit_entry::Deed", name = "AuditDeed")]
pub enum Deed {
    /// Somebody signed in.
    SignIn,
    /// Somebody signed out, here or everywhere.
    SignOut,
    /// Somebody changed their password.
    PasswordChange,
    /// An account was given a new password.
    PasswordReset,
    /// Somebody made a personal access token.
    AccessTokenCreate,
    /// Somebody ended a personal access token.
    AccessTokenEnd,
    /// An account was added.
    AccountAdd,
    /// An account was changed, closed or opened.
    AccountChange,
    /// A manuscript was begun.
    ManuscriptDraft,
    /// A version was saved.
    ManuscriptSave,
    /// A version was sent to review.
    ManuscriptSubmit,
    /// A version was sent back.
    ManuscriptRequestChanges,
    /// A version was signed off.
    ManuscriptApprove,
    /// A version was released.
    ManuscriptRelease,
    /// A release was taken back.
    ManuscriptWithdraw,
    /// A manuscript that readers never saw was discarded.
    ManuscriptDiscard,
    /// A version took the place of the one that was published.
    ManuscriptCorrect,
    /// A notice was issued.
    NoticeIssue,
    /// A version was signed off in part.
    ManuscriptSign,
    /// An embargo was set, moved or lifted.
    EmbargoSet,
    /// A flag was settled.
    FlagSettle,
    /// Somebody wrote to the committee.
    FeedbackSend,
    /// Feedback was answered.
    FeedbackAnswer,
    /// A colleague remarked something on a manuscript.
    CommentWrite,
    /// A comment was answered.
    CommentReply,
    /// A comment was resolved.
    CommentResolve,
    /// A comment was opened again.
    CommentReopen,
    /// Somebody was given something to do with a manuscript, or another deadline for it.
    AssignmentMake,
    /// Somebody has it no longer to do.
    AssignmentEnd,
    /// A file came in.
    MediaUpload,
    /// A file that nothing showed was removed.
    MediaRemove,
}

/// One thing somebody did. It is never changed, and the next entry seals it.
#[Object]
impl AuditEntry {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its number, from 1 and without a gap.
    fn number(&self) -> Long {
        Long(self.0.number.to_string())
    }

    /// When it was done.
    fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who did it; null if it was done at the machine itself, or by somebody who was not signed in.
    async fn account(&self, ctx: &Context<'_>) -> Option<Result<Account>> {
        one(ctx, self.0.account_id).await
    }

    /// What was done.
    fn deed(&self) -> Deed {
        self.0.deed.into()
    }

    /// The id of what it was done to.
    fn subject_id(&self) -> ID {
        NodeId { subject: self.0.subject, id: self.0.subject_id }.encode()
    }

    /// What else there is to say: a JSON object as text.
    fn detail(&self) -> &str {
        &self.0.detail
    }

    /// SHA-256 over this entry and the hash of the one before, in hexadecimal digits.
    fn hash(&self) -> &str {
        &self.0.hash
    }
}
