//! Issuing a notice.

use entity::{
    audit_entry::Deed,
    event, manuscript,
    notice::{self, Column, Entity, Kind},
    subject::Subject,
    summary,
    value::Instant,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    audit::Entry,
    database::{Held, Rows, Transaction},
    embargo,
    event::{News, announce},
    flag::raise_on_notice,
    manuscript::{StepError, correct, is_out},
    text::within,
};

/// A notice to be.
pub(super) struct NewNotice {
    pub(super) kind: Kind,
    pub(super) reason: String,
    pub(super) issuer: String,
    /// The version that takes the place of the published one.
    pub(super) version: Option<i32>,
}

/// Why no notice was issued.
#[derive(Debug, thiserror::Error)]
pub(super) enum IssueError {
    #[error("There is no published summary of this id.")]
    Missing,
    #[error("A retraction or an archiving leaves the text as it is; name no version.")]
    TextStays,
    #[error("A notice gives its reason, in at most {REASON} characters.")]
    NoReason,
    #[error("A notice says who issues it, in at most {ISSUER} characters.")]
    NoIssuer,
    #[error(
        "A notice of this kind changes the text: name the approved version that is to be read from now on."
    )]
    NoVersion,
    #[error("It is retracted; nothing of it is changed any more.")]
    Retracted,
    #[error("{}", embargoed(*.0))]
    Embargoed(Option<Instant>),
    #[error(transparent)]
    HeldBack(StepError),
    #[error(transparent)]
    Unchanged(StepError),
    #[error(transparent)]
    Step(StepError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<StepError> for IssueError {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Embargoed(until) => Self::Embargoed(until),
            StepError::Database(error) => Self::Database(error),
            StepError::Held(_) => Self::HeldBack(error),
            StepError::Same => Self::Unchanged(error),
            error => Self::Step(error),
        }
    }
}

fn embargoed(until: Option<Instant>) -> String {
    match until.and_then(|until| jiff::Timestamp::from_microsecond(until.0).ok()) {
        Some(until) => format!("The lecture is under embargo until {until}; the text is not changed before."),
        None => "The lecture is under an embargo that lifts when its organiser says so; the text is not changed before."
            .to_owned(),
    }
}

const REASON: usize = 2_000;
const ISSUER: usize = 200;

/// Issues a notice on a published summary and, where it comes with one, publishes the version it tells of.
pub(super) async fn issue(
    app: &App,
    by: Uuid,
    summary: Uuid,
    new: NewNotice,
) -> Result<notice::Model, IssueError> {
    let reason = within(&new.reason, REASON).ok_or(IssueError::NoReason)?;
    let issuer = within(&new.issuer, ISSUER).ok_or(IssueError::NoIssuer)?;
    match new.version {
        None if changes_the_text(new.kind) => return Err(IssueError::NoVersion),
        Some(_) if leaves_the_text(new.kind) => return Err(IssueError::TextStays),
        _ => {}
    }
    let tx = app.db.begin().await?;
    hold(&tx, summary).await?;
    let now = app.clock.now();
    if !is_out(&tx, summary, now).await? {
        return Err(IssueError::Missing);
    }
    let retractions =
        Entity::find().filter(Column::SummaryId.eq(summary)).filter(Column::Kind.eq(Kind::Retraction));
    if retractions.count(&tx).await? > 0 {
        return Err(IssueError::Retracted);
    }
    let (before, corrected) = match new.version {
        Some(version) => {
            let (before, corrected) = correct(app, &tx, by, summary, version).await?;
            (before, Some(corrected))
        }
        None => (None, None),
    };
    let notice = notice::ActiveModel {
        id: Set(app.ids.next()),
        summary_id: Set(summary),
        kind: Set(new.kind),
        reason: Set(reason.to_owned()),
        issuer: Set(issuer.to_owned()),
        issued_at: Set(now),
        issued_by: Set(by),
        before_id: Set(before),
    };
    let notice = notice.insert(&tx).await?;
    raise_on_notice(app, &tx, &notice).await?;
    if let Some(corrected) = corrected {
        corrected.tell(app, &tx).await?;
    }
    let detail = json!({ "kind": new.kind, "reason": reason, "issuer": issuer, "version": new.version, "summary": summary });
    let entry =
        Entry { by: Some(by), deed: Deed::NoticeIssue, subject: Subject::Notice, id: notice.id, detail };
    announce(app, &tx, entry, Rows::default(), told(&notice, new.version)).await?;
    tx.commit().await?;
    Ok(notice)
}

/// Takes hold of a summary, in the order of a release, so that notices on it are issued one after the other.
async fn hold(tx: &Transaction, id: Uuid) -> Result<(), IssueError> {
    let found = summary::Entity::find_by_id(id).one(tx).await?.ok_or(IssueError::Missing)?;
    embargo::hold(tx, found.lecture_id.as_slice()).await?;
    manuscript::Entity::find_by_id(id).held().one(tx).await?;
    summary::Entity::find_by_id(id).held().one(tx).await?;
    Ok(())
}

/// Readers and the desk are told at once.
fn told(notice: &notice::Model, version: Option<i32>) -> News {
    News {
        kind: event::Kind::Notice,
        summary: notice.summary_id,
        notice: Some(notice.id),
        version,
        released_at: None,
        shown_at: Some(notice.issued_at),
    }
}

/// A doubt or a retraction may leave the text as it is, marked; a correction does not.
/// A retraction and an archiving leave it as it was, marked.
fn leaves_the_text(kind: Kind) -> bool {
    matches!(kind, Kind::Retraction | Kind::Archiving)
}

fn changes_the_text(kind: Kind) -> bool {
    matches!(kind, Kind::Correction | Kind::Erratum | Kind::SourceChanged)
}
