//! Issuing a notice, and how that answers.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::subject::Subject;

use super::{
    issue::{self, IssueError, NewNotice},
    object::{Notice, NoticeKind},
};
use crate::graphql::{Desk, NodeId, Problem, Result, problems, refusals, who};

/// What can be done about notices.
#[derive(Default)]
pub struct NoticeMutation;

/// A notice to be.
#[derive(InputObject)]
pub struct NoticeInput {
    /// What sort of notice.
    kind: NoticeKind,
    /// Why it is issued, for readers.
    reason: String,
    /// Who issues it, for readers: a person, a desk, a society.
    issuer: String,
    /// The number of the approved version of the manuscript that readers see from now on. A correction, an erratum and a
    /// changed source need one; a retraction and an archiving leave the text, and name none. Null leaves the text.
    version: Option<i32>,
}

/// Why no notice was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum NoticeIssueProblemCode {
    /// There is no published summary of this id.
    NotFound,
    /// It gives no reason.
    NoReason,
    /// It does not say who issues it.
    NoIssuer,
    /// A notice of this kind comes with a version.
    NoVersion,
    /// The version was not approved, is not the latest, or is not complete; or a notice of this kind comes with none.
    BadVersion,
    /// The summary is retracted.
    Retracted,
    /// The lecture is under an embargo again; the text stays until it lifts.
    Embargoed,
    /// Comments hold the manuscript back that are not resolved.
    HeldBack,
    /// The version says the same as what readers have.
    Unchanged,
}

/// What issuing a notice answers.
#[derive(Default, SimpleObject)]
pub struct NoticeIssuePayload {
    /// The notice; null if none was issued.
    notice: Option<Notice>,
    /// Why none was issued.
    problems: Vec<Problem<NoticeIssueProblemCode>>,
}

#[Object]
impl NoticeMutation {
    /// Tells readers of a published summary that it was corrected, is doubted or is withdrawn. For editors.
    async fn notice_issue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the summary.")] summary: ID,
        #[graphql(desc = "What they are told.")] input: NoticeInput,
    ) -> Result<NoticeIssuePayload> {
        let by = who(ctx)?;
        let summary = NodeId::decode_as(&summary, Subject::Summary)?;
        let new = NewNotice {
            kind: input.kind.into(),
            reason: input.reason,
            issuer: input.issuer,
            version: input.version,
        };
        match issue::issue(ctx.deed(), by, summary, new).await {
            Ok(row) => Ok(NoticeIssuePayload { notice: Some(Notice(Arc::new(row))), problems: Vec::new() }),
            Err(error) => Ok(NoticeIssuePayload { notice: None, problems: problems(error)? }),
        }
    }
}

refusals! {
    IssueError as NoticeIssueProblemCode {
        Missing => NotFound ["summary"];
        NoReason => NoReason ["input" "reason"];
        NoIssuer => NoIssuer ["input" "issuer"];
        NoVersion => NoVersion ["input" "version"];
        Retracted => Retracted ["summary"];
        Embargoed => Embargoed ["input" "version"];
        HeldBack => HeldBack ["input" "version"];
        Unchanged => Unchanged ["input" "version"];
        TextStays => BadVersion ["input" "version"];
        Step => BadVersion ["input" "version"];
    } Database;
}
