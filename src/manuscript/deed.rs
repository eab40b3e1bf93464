//! What every deed on a manuscript has in common: it takes hold of the row, and leaves a step behind.

use entity::{
    audit_entry::Deed,
    event,
    manuscript::{self, Entity, Stage},
    manuscript_step::{self, Review, Step},
    notice,
    subject::Subject,
    value::Instant,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    stage::after,
    step_error::{NOTE, StepError},
};
use crate::{
    app::App,
    audit::Entry,
    database::{Filled, Held, Rows, Transaction},
    event::{News, announce},
    text::within,
};

/// The row, which nobody else changes until the transaction ends, if its latest version is the one the
/// caller has seen.
pub(super) async fn hold(
    tx: &Transaction,
    id: Uuid,
    number: Option<i32>,
) -> Result<manuscript::Model, StepError> {
    let found = Entity::find_by_id(id).held().one(tx).await?.ok_or(StepError::Missing)?;
    match number {
        Some(number) if !(1..=found.number).contains(&number) => Err(StepError::NoVersion(number)),
        Some(number) if number != found.number => Err(StepError::Changed(found.number)),
        _ => Ok(found),
    }
}

/// The same, to work on it. What was retracted is worked on no more.
pub(super) async fn hold_to_work(
    tx: &Transaction,
    id: Uuid,
    number: Option<i32>,
) -> Result<manuscript::Model, StepError> {
    use notice::{Column, Entity, Kind};

    let found = hold(tx, id, number).await?;
    let retracted = Entity::find().filter(Column::SummaryId.eq(id)).filter(Column::Kind.eq(Kind::Retraction));
    if retracted.count(tx).await? == 0 { Ok(found) } else { Err(StepError::Retracted) }
}

/// A step somebody takes, and what is said with it.
pub(super) struct Taken {
    pub(super) step: Step,
    pub(super) by: Uuid,
    /// It follows from a change of the programme; who is named took it before.
    pub(super) is_moved: bool,
    pub(super) note: Option<String>,
    pub(super) released_at: Option<Instant>,
    pub(super) reviews: Vec<Review>,
    /// What is written with it.
    pub(super) rows: Rows,
}

impl Taken {
    pub(super) fn new(step: Step, by: Uuid) -> Self {
        Self {
            step,
            by,
            is_moved: false,
            note: None,
            released_at: None,
            reviews: Vec::new(),
            rows: Rows::default(),
        }
    }
}

/// What was said with a step, if anything was.
pub(super) fn noted(note: Option<String>) -> Result<Option<String>, StepError> {
    let note = note.filter(|note| !note.trim().is_empty());
    note.map(|note| within(&note, NOTE).map(ToOwned::to_owned).ok_or(StepError::LongNote)).transpose()
}

/// Whether a step can be taken with a row as it is now: where it leads.
pub(super) fn may(row: &manuscript::Model, step: Step) -> Result<Stage, StepError> {
    after(row.stage, step).ok_or(StepError::WrongStage(row.stage, step))
}

/// Takes a step with a row as it is now, as the last act of a transaction.
pub(super) async fn take(
    app: &App,
    tx: &Transaction,
    row: manuscript::Model,
    taken: Taken,
) -> Result<manuscript::Model, StepError> {
    step(app, tx, row, taken).await?.tell(app, tx).await
}

/// A step that was taken and is still to be told, after all rows of its transaction.
#[must_use = "who takes a step leaves it behind"]
pub(crate) struct Untold {
    row: manuscript::Model,
    taken: Taken,
    /// When it would have come out without the step.
    planned: Option<Instant>,
}

impl Untold {
    /// What comes out before it is told stays out.
    pub(super) fn unless_out(self, planned: Option<Instant>) -> Self {
        Self { planned, ..self }
    }

    /// The manuscript after a step that is not told, because it is taken back.
    pub(super) fn undone(self) -> manuscript::Model {
        self.row
    }

    /// Leaves the step behind.
    pub(crate) async fn tell(self, app: &App, tx: &Transaction) -> Result<manuscript::Model, StepError> {
        remember(app, tx, &self.row, self.taken).await?;
        // The log may have been waited for.
        match self.planned {
            Some(at) if at <= app.clock.now() => Err(StepError::IsOut),
            _ => Ok(self.row),
        }
    }
}

/// Takes a step with a row as it is now, without a word of it.
pub(super) async fn step(
    app: &App,
    tx: &Transaction,
    mut row: manuscript::Model,
    taken: Taken,
) -> Result<Untold, StepError> {
    row.stage = may(&row, taken.step)?;
    row.changed_at = app.clock.now_after(row.changed_at);
    let changed = manuscript::ActiveModel {
        id: Set(row.id),
        stage: Set(row.stage),
        number: Set(row.number),
        hash: Set(row.hash.clone()),
        changed_at: Set(row.changed_at),
        is_legal_review_wanted: Set(row.is_legal_review_wanted),
        release_at: Set(row.release_at),
    };
    changed.update(tx).await?;
    Ok(Untold { row, taken, planned: None })
}

/// Leaves the step behind, among the steps of the manuscript and in the log, together with the rows it brings.
pub(super) async fn remember(
    app: &App,
    tx: &Transaction,
    row: &manuscript::Model,
    taken: Taken,
) -> Result<Filled, DbErr> {
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
        reviews: Set(taken.reviews.clone().into()),
    };
    let mut rows = taken.rows;
    rows.add(step);
    let at = taken.released_at.map(|at| at.0);
    let mut detail = json!({ "version": row.number, "hash": row.hash, "releasedAt": at });
    if !taken.reviews.is_empty() {
        detail["reviews"] = json!(taken.reviews);
    }
    let deed = deed_of(taken.step, row.number);
    let by = (!taken.is_moved).then_some(taken.by);
    let entry = Entry { by, deed, subject: Subject::Manuscript, id: row.id, detail };
    let news = News {
        kind: news_of(deed, taken.step),
        summary: row.id,
        notice: None,
        version: Some(row.number),
        released_at: taken.released_at,
        // What takes the place of a published version is told with its notice.
        shown_at: taken.released_at.filter(|_| taken.step == Step::Release),
    };
    announce(app, tx, entry, rows, news).await
}

fn news_of(deed: Deed, step: Step) -> event::Kind {
    match step {
        Step::Save if deed == Deed::ManuscriptDraft => event::Kind::Draft,
        Step::Save => event::Kind::Save,
        Step::Submit => event::Kind::Submit,
        Step::RequestChanges => event::Kind::RequestChanges,
        Step::Sign => event::Kind::Sign,
        Step::Approve => event::Kind::Approve,
        Step::Release => event::Kind::Release,
        Step::Withdraw => event::Kind::Withdraw,
        Step::Correct => event::Kind::Correct,
    }
}

fn deed_of(step: Step, number: i32) -> Deed {
    match step {
        Step::Save if number == 1 => Deed::ManuscriptDraft,
        Step::Save => Deed::ManuscriptSave,
        Step::Submit => Deed::ManuscriptSubmit,
        Step::RequestChanges => Deed::ManuscriptRequestChanges,
        Step::Sign => Deed::ManuscriptSign,
        Step::Approve => Deed::ManuscriptApprove,
        Step::Release => Deed::ManuscriptRelease,
        Step::Withdraw => Deed::ManuscriptWithdraw,
        Step::Correct => Deed::ManuscriptCorrect,
    }
}
