//! One thing somebody did. Its hash covers it and the hash of the entry before, so that an entry cannot be changed
//! or taken out without changing all that follow.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// From 1, without a gap.
    pub number: i64,
    pub at: Instant,
    /// Who did it; none if it was done at the machine itself.
    pub account_id: Option<Uuid>,
    pub deed: Deed,
    pub subject: Subject,
    pub subject_id: Uuid,
    /// What else there is to say: a JSON object, as it was written.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What can be done.
    pub enum Deed {
        SignIn, SignOut, PasswordChange, PasswordReset, AccessTokenCreate, AccessTokenEnd, AccountAdd, AccountChange,
        ManuscriptDraft, ManuscriptSave, ManuscriptSubmit, ManuscriptRequestChanges, ManuscriptApprove,
        ManuscriptRelease, ManuscriptWithdraw, ManuscriptCorrect, NoticeIssue, ManuscriptSign, EmbargoSet, FlagSettle, FeedbackSend, FeedbackAnswer,
        CommentWrite, CommentReply, CommentResolve, CommentReopen, AssignmentMake, AssignmentEnd,
        MediaUpload, MediaRemove, ManuscriptDiscard,
    }
}
