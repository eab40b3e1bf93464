//! The table itself. One line for each deed, and for each type, field or row that is not for everybody.
//!
//! A line on a type holds for all its fields, for its lists, and for each field that leads to it. A line on a field
//! holds for that field alone, whatever the types say.

use entity::account::Role::{self, Admin, Editor, Reviewer, Writer};

use super::standing::Standing;

/// Sees what is not published yet.
pub(crate) const DESK: &[Role] = &[Writer, Reviewer, Editor];

/// Sends files.
pub(crate) const SENDERS: &[Role] = &[Writer, Editor];

/// What others are told of files.
pub(crate) const SENT_BY: &str = "Files are sent by writers and editors.";

/// Reads what readers write.
const COMMITTEE: &[Role] = &[Editor, Admin];

pub(super) const TABLE: &[Line] = &[
    // Accounts.
    everybody("Mutation.signIn"),
    everybody("Mutation.signOut"),
    signed_in("Mutation.signInRenew"),
    signed_in("Mutation.signOutEverywhere"),
    signed_in("Mutation.passwordChange"),
    signed_in("AccessToken"),
    signed_in("Mutation.accessTokenCreate"),
    signed_in("Mutation.accessTokenEnd"),
    only("Query.accounts", &[Admin], "Accounts are seen by those who manage them."),
    only("Mutation.accountAdd", &[Admin], "This is for those who manage accounts."),
    only("Mutation.accountChange", &[Admin], "This is for those who manage accounts."),
    only("Mutation.accountPasswordReset", &[Admin], "This is for those who manage accounts."),
    // The log.
    only("AuditEntry", &[Admin], "The log is for those who manage accounts."),
    // Manuscripts.
    only("Manuscript", DESK, "Manuscripts are seen by writers, reviewers and editors."),
    only("Mutation.manuscriptDraft", &[Writer], "Manuscripts are written by writers."),
    only("Mutation.manuscriptSave", &[Writer], "Manuscripts are written by writers."),
    only("Mutation.manuscriptSubmit", &[Writer], "Manuscripts are sent to review by writers."),
    only("Mutation.manuscriptRequestChanges", &[Reviewer], "Manuscripts are reviewed by reviewers."),
    only("Mutation.manuscriptApprove", &[Reviewer], "Manuscripts are reviewed by reviewers."),
    only("Mutation.manuscriptRelease", &[Editor], "Manuscripts are released by editors."),
    only("Mutation.manuscriptWithdraw", &[Editor], "Releases are taken back by editors."),
    only(
        "Mutation.manuscriptDiscard",
        &[Writer, Editor],
        "Manuscripts are discarded by writers and editors.",
    ),
    only("Mutation.manuscriptRestore", &[Writer], "Manuscripts are written by writers."),
    only("Mutation.manuscriptAutosave", &[Writer], "Manuscripts are written by writers."),
    only("Mutation.summaryImport", &[Writer], "Manuscripts are written by writers."),
    only("Mutation.manuscriptsSubmit", &[Writer], "Manuscripts are sent to review by writers."),
    only("Mutation.manuscriptsRelease", &[Editor], "Manuscripts are released by editors."),
    // Around manuscripts.
    only("Comment", DESK, "Comments are for writers, reviewers and editors."),
    only("Mutation.manuscriptComment", DESK, "Comments are for writers, reviewers and editors."),
    only("Mutation.commentReply", DESK, "Comments are for writers, reviewers and editors."),
    only("Mutation.commentResolve", DESK, "Comments are for writers, reviewers and editors."),
    only("Mutation.commentReopen", DESK, "Comments are for writers, reviewers and editors."),
    only("WaitingManuscript", DESK, "What waits is for writers, reviewers and editors."),
    only("Query.colleagues", DESK, "Colleagues are seen by writers, reviewers and editors."),
    only("Mutation.manuscriptAssign", DESK, "Manuscripts are assigned among writers, reviewers and editors."),
    only(
        "Mutation.manuscriptUnassign",
        DESK,
        "Manuscripts are assigned among writers, reviewers and editors.",
    ),
    only("Subscription.deskEvents", DESK, "What is done at the desk is for writers, reviewers and editors."),
    everybody("Subscription.publications"),
    only("Rights.permission", DESK, "Where permissions are filed is for writers, reviewers and editors."),
    // Files.
    only("Media", DESK, "Files are seen by writers, reviewers and editors."),
    only("Mutation.mediaUpload", SENDERS, SENT_BY),
    only("Mutation.mediaUploadBegin", SENDERS, SENT_BY),
    // Embargoes.
    only("Embargo", DESK, "Embargoes are seen by writers, reviewers and editors."),
    only("Mutation.embargoSet", &[Editor], "Embargoes are set by editors."),
    only("Mutation.embargoLift", &[Editor], "Embargoes are set by editors."),
    // After publication.
    only("Mutation.noticeIssue", &[Editor], "Notices are issued by editors."),
    only("Notice.issuedBy", DESK, "Who was at the desk is for writers, reviewers and editors."),
    only("Flag", DESK, "Flags are seen by writers, reviewers and editors."),
    only("Mutation.flagSettle", &[Editor], "Flags are settled by editors."),
    // What readers write.
    everybody("Mutation.feedbackSend"),
    only("Feedback.answeredBy", COMMITTEE, "Who answered is for editors and those who manage accounts."),
    signed_in("Query.myFeedback"),
    only("Query.feedback", COMMITTEE, "Feedback is read by editors and those who manage accounts."),
    only(
        "Mutation.feedbackAnswer",
        COMMITTEE,
        "Feedback is answered by editors and those who manage accounts.",
    ),
];

/// The nouns that readers do not see, and who sees what of them. The first line that fits holds; whoever fits none
/// sees nothing. Of all other nouns everybody sees what is published at the moment of the question.
pub(super) const ROWS: &[Rows] = &[
    Rows("account", Who::Any(&[Admin]), Which::All),
    Rows("account", Who::SignedIn, Which::Own),
    Rows("token", Who::SignedIn, Which::Own),
    Rows("audit_entry", Who::Any(&[Admin]), Which::All),
    Rows("manuscript", Who::Any(DESK), Which::All),
    Rows("comment", Who::Any(DESK), Which::All),
    Rows("flag", Who::Any(DESK), Which::All),
    Rows("media", Who::Any(DESK), Which::All),
    Rows("feedback", Who::Any(COMMITTEE), Which::All),
    Rows("feedback", Who::SignedIn, Which::Own),
];

/// Whom a line lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Everybody,
    SignedIn,
    /// Whoever has one of these roles.
    Any(&'static [Role]),
}

impl Who {
    pub(crate) fn includes(self, standing: Standing) -> bool {
        match self {
            Self::Everybody => true,
            Self::SignedIn => standing.is_signed_in(),
            Self::Any(roles) => standing.has_any(roles),
        }
    }
}

/// Who may use a part of the contract, and what others are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// `Type`, or `Type.field`.
    pub(crate) what: &'static str,
    pub(crate) who: Who,
    /// What somebody is told who is signed in and may not.
    pub(crate) otherwise: &'static str,
}

/// Who sees which rows of a table.
pub(super) struct Rows(pub(super) &'static str, pub(super) Who, pub(super) Which);

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    All,
    /// Those of the account that asks.
    Own,
}

/// Stands for a deed or a subscription that has no line.
pub(super) const CLOSED: Line = only("", &[], "Nobody may do this yet.");

const fn everybody(what: &'static str) -> Line {
    Line { what, who: Who::Everybody, otherwise: "" }
}

const fn signed_in(what: &'static str) -> Line {
    Line { what, who: Who::SignedIn, otherwise: "" }
}

const fn only(what: &'static str, roles: &'static [Role], otherwise: &'static str) -> Line {
    Line { what, who: Who::Any(roles), otherwise }
}
