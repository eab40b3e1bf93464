//! What every deed on a manuscript has in common: it takes hold of the row, and leaves a step behind.

use entity::{
    audit_entry::Deed,
    manuscript::{self, Entity, Stage},
    manuscript_step::{self, Step},
    subject::Subject,
    value::Instant,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::stage::after;
use crate::{
    app::App,
    audit::{Entry, record},
};

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepError {
    #[error("There is no such manuscript.")]
    Missing,
    #[error("It was saved again meanwhile; version {0} is the latest.")]
    Changed(i32),
    #[error("{}", wrong(*.0, *.1))]
    WrongStage(Stage, Step),
    #[error("Who saved a version of a manuscript does not review it.")]
    OwnWork,
    #[error("{}", held_back(*.0))]
    Held(u64),
    #[error("Say what is to be changed.")]
    NoNote,
    #[error("Before it is released it wants: {}.", .0.join("; "))]
    Unready(Vec<&'static str>),
    #[error("Readers see it already.")]
    IsOut,
    #[error(transparent)]
    Database(#[from] DbErr),
}

fn held_back(comments: u64) -> String {
    match comments {
        1 => "A comment holds it back; it is resolved first.".to_owned(),
        _ => format!("{comments} comments hold it back; they are resolved first."),
    }
}

fn wrong(stage: Stage, step: Step) -> String {
    let done = match step {
        Step::Save => "saved",
        Step::Submit => "sent to review",
        Step::RequestChanges => "sent back",
        Step::Approve => "approved",
        Step::Release => "released",
        Step::Withdraw => "withdrawn",
        Step::Correct => "put in the place of what is published",
    };
    let is = match stage {
        Stage::Draft => "a draft",
        Stage::InReview => "in review",
        Stage::ChangesRequested => "waiting for changes",
        Stage::Approved => "approved",
        Stage::Released => "released",
    };
    format!("It is {is}, and cannot be {done} now.")
}

/// The row, which nobody else changes until the transaction ends, if its latest version is the one the
/// caller has seen.
pub(super) async fn hold(
    tx: &DatabaseTransaction,
    id: Uuid,
    number: Option<i32>,
) -> Result<manuscript::Model, StepError> {
    let found = Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(StepError::Missing)?;
    match number {
        Some(number) if number != found.number => Err(StepError::Changed(found.number)),
        _ => Ok(found),
    }
}

/// A step somebody takes, and what is said with it.
pub(super) struct Taken {
    pub(super) step: Step,
    pub(super) by: Uuid,
    pub(super) note: Option<String>,
    pub(super) released_at: Option<Instant>,
}

impl Taken {
    pub(super) fn new(step: Step, by: Uuid) -> Self {
        Self { step, by, note: None, released_at: None }
    }
}

/// Whether a step can be taken with a row as it is now: where it leads.
pub(super) fn may(row: &manuscript::Model, step: Step) -> Result<Stage, StepError> {
    after(row.stage, step).ok_or(StepError::WrongStage(row.stage, step))
}

/// Takes a step with a row as it is now, as the last act of a transaction.
pub(super) async fn take(
    app: &App,
    tx: &DatabaseTransaction,
    mut row: manuscript::Model,
    taken: Taken,
) -> Result<manuscript::Model, StepError> {
    row.stage = may(&row, taken.step)?;
    row.changed_at = app.clock.now();
    remember(app, tx, &row, &taken, deed_of(taken.step)).await?;
    let changed = manuscript::ActiveModel {
        id: Set(row.id),
        stage: Set(row.stage),
        number: Set(row.number),
        hash: Set(row.hash.clone()),
        changed_at: Set(row.changed_at),
    };
    changed.update(tx).await?;
    Ok(row)
}

/// Leaves the step behind, among the steps of the manuscript and in the log.
pub(super) async fn remember(
    app: &App,
    tx: &DatabaseTransaction,
    row: &manuscript::Model,
    taken: &Taken,
    deed: Deed,
) -> Result<(), DbErr> {
    let step = manuscript_step::ActiveModel {
        id: Set(app.ids.next()),
        manuscript_id: Set(row.id),
        step: Set(taken.step),
        number: Set(row.number),
        hash: Set(row.hash.clone()),
        taken_by: Set(taken.by),
        taken_at: Set(row.changed_at),
        released_at: Set(taken.released_at),
        note: Set(taken.note.clone()),
    };
    manuscript_step::Entity::insert(step).exec_without_returning(tx).await?;
    let at = taken.released_at.map(|at| at.0);
    let detail = json!({ "version": row.number, "hash": row.hash, "note": taken.note, "releasedAt": at });
    let entry = Entry { by: Some(taken.by), deed, subject: Subject::Manuscript, id: row.id, detail };
    record(app, tx, entry).await
}

fn deed_of(step: Step) -> Deed {
    match step {
        Step::Save => Deed::ManuscriptSave,
        Step::Submit => Deed::ManuscriptSubmit,
        Step::RequestChanges => Deed::ManuscriptRequestChanges,
        Step::Approve => Deed::ManuscriptApprove,
        Step::Release => Deed::ManuscriptRelease,
        Step::Withdraw => Deed::ManuscriptWithdraw,
        Step::Correct => Deed::ManuscriptCorrect,
    }
}
