//! Releasing: from a moment on, readers see the version that was approved. The moment is judged when they read, so
//! that no job can be late.

use entity::{
    Readable, manuscript,
    manuscript_step::{self, Step},
    manuscript_version, summary,
    value::Instant,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::{
    attached,
    content::Content,
    deed::{StepError, Taken, Untold, hold, may, noted, step},
    fill::fill,
    ready::Around,
};
use crate::{
    app::App,
    comment,
    database::{Held, Transaction},
    embargo, flag,
    graphql::{MANY, among},
};

/// Releases a version at a moment, or now. What was released for later is released for another moment.
pub(super) async fn release(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
    at: Option<Instant>,
) -> Result<manuscript::Model, StepError> {
    let tx = app.db.begin().await?;
    let row = release_in(app, &tx, by, id, Moment { number, at }).await?.tell(app, &tx).await?;
    tx.commit().await?;
    Ok(row)
}

/// What is released, and when.
pub(super) struct Moment {
    pub(super) number: i32,
    /// With the embargo on its lecture, or now, if it is none.
    pub(super) at: Option<Instant>,
}

/// The same within a transaction, which tells of it at its end.
pub(super) async fn release_in(
    app: &App,
    tx: &Transaction,
    by: Uuid,
    id: Uuid,
    Moment { number, at }: Moment,
) -> Result<Untold, StepError> {
    let mut row = hold_with_lecture(tx, id, number).await?;
    let summary = summary::Entity::find_by_id(id).one(tx).await?.ok_or(StepError::Missing)?;
    let now = app.clock.now();
    let planned = planned(&summary, now);
    if is_out(tx, id, now).await? {
        return Err(StepError::IsOut);
    }
    may(&row, Step::Release)?;
    not_held_back(tx, id).await?;
    let content = content_of(tx, &row).await?;
    let lift = embargo::lift(tx, summary.lecture_id, content.is_abstract_only).await?;
    row.release_at = at;
    let at = lift.no_earlier(at, now);
    be_ready(tx, &summary, &content, *at.as_ref().unwrap_or(&now)).await?;
    let at = at.map_err(StepError::Embargoed)?;
    fill(app, tx, summary, &content, at).await?;
    flag::tell_of_results_in(app, tx, id).await?;
    let taken = Taken { released_at: Some(at), ..Taken::new(Step::Release, by) };
    Ok(step(app, tx, row, taken).await?.unless_out(planned))
}

/// Takes hold of a manuscript in the order of all who do: its lecture first.
pub(super) async fn hold_with_lecture(
    tx: &Transaction,
    id: Uuid,
    number: i32,
) -> Result<manuscript::Model, StepError> {
    let summary = summary::Entity::find_by_id(id).one(tx).await?.ok_or(StepError::Missing)?;
    embargo::hold(tx, summary.lecture_id.as_slice()).await?;
    hold(tx, id, Some(number)).await
}

/// What colleagues hold back does not come to the readers, also if they said so after it was approved.
async fn not_held_back(tx: &Transaction, id: Uuid) -> Result<(), StepError> {
    match comment::holding(tx, id).await? {
        0 => Ok(()),
        held => Err(StepError::Held(held)),
    }
}

/// The moment it is released for, if that is yet to come.
fn planned(summary: &summary::Model, now: Instant) -> Option<Instant> {
    summary.published_at.filter(|at| summary.status == summary::Status::Published && *at > now)
}

/// Takes back what was released for later.
pub(super) async fn withdraw(
    app: &App,
    by: Uuid,
    (id, number): (Uuid, i32),
    note: Option<String>,
) -> Result<manuscript::Model, StepError> {
    let note = noted(note)?;
    let tx = app.db.begin().await?;
    let row = hold_with_lecture(&tx, id, number).await?;
    let summary = summary::Entity::find_by_id(id).one(&tx).await?.ok_or(StepError::Missing)?;
    let now = app.clock.now();
    if is_out(&tx, id, now).await? {
        return Err(StepError::IsOut);
    }
    may(&row, Step::Withdraw)?;
    hide(&tx, id).await?;
    let withdrawn = step(app, &tx, row, Taken { note, ..Taken::new(Step::Withdraw, by) }).await?;
    let row = withdrawn.unless_out(planned(&summary, now)).tell(app, &tx).await?;
    tx.commit().await?;
    Ok(row)
}

async fn hide(tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    let back = summary::ActiveModel {
        id: Set(id),
        status: Set(summary::Status::Draft),
        published_at: Set(None),
        ..Default::default()
    };
    back.update(tx).await?;
    attached::take_back(tx, id).await
}

/// Takes hold of all that is made of some lectures, in one order and before anything is written to the log, whose writer
/// must not wait for a row.
pub(crate) async fn hold_made_of(tx: &Transaction, lectures: &[Uuid]) -> Result<(), DbErr> {
    let engine = tx.get_database_backend();
    let mut made = BTreeSet::new();
    for some in lectures.chunks(MANY) {
        let of_them = summary::Entity::find().filter(among(summary::Column::LectureId, some, engine));
        let ids = of_them.select_only().column(summary::Column::Id).into_tuple::<Uuid>();
        made.extend(ids.all(tx).await?);
    }
    for some in Vec::from_iter(made).chunks(MANY) {
        let rows = manuscript::Entity::find().filter(among(manuscript::Column::Id, some, engine));
        rows.order_by_asc(manuscript::Column::Id).held().all(tx).await?;
    }
    Ok(())
}

/// Moves what waits for its moment, after the embargo on its lecture was changed: with it, or no earlier than it. What
/// was released before an embargo of unknown length is withdrawn. All of it is still to be told.
pub(crate) async fn follow_embargo(
    app: &App,
    tx: &Transaction,
    by: Option<Uuid>,
    lecture: Uuid,
    reason: &str,
) -> Result<Vec<Untold>, StepError> {
    let now = app.clock.now();
    let mut moved = Vec::new();
    let waiting = summary::Entity::find()
        .filter(summary::Column::LectureId.eq(lecture))
        .filter(summary::Column::Status.eq(summary::Status::Published))
        .filter(summary::Column::PublishedAt.gt(now))
        .order_by_asc(summary::Column::Id);
    for summary in waiting.all(tx).await? {
        let row = match hold(tx, summary.id, None).await {
            Ok(row) if row.stage == manuscript::Stage::Released => row,
            Ok(_) | Err(StepError::Missing) => continue,
            Err(error) => return Err(error),
        };
        let content = content_of(tx, &row).await?;
        let lift = embargo::lift(tx, Some(lecture), content.is_abstract_only).await?;
        let (by, is_moved) = match by {
            Some(by) => (by, false),
            None => (released_by(tx, row.id).await?, true),
        };
        let taken = |step| Taken { is_moved, note: Some(reason.to_owned()), ..Taken::new(step, by) };
        let planned = summary.published_at;
        let taken = match lift.not_before(row.release_at, now) {
            at if at == planned => continue,
            Some(at) => {
                fill(app, tx, summary, &content, at).await?;
                Taken { released_at: Some(at), ..taken(Step::Release) }
            }
            None => {
                hide(tx, row.id).await?;
                taken(Step::Withdraw)
            }
        };
        moved.push(step(app, tx, row, taken).await?.unless_out(planned));
    }
    Ok(moved)
}

/// Who released a manuscript last.
async fn released_by(tx: &Transaction, id: Uuid) -> Result<Uuid, DbErr> {
    use entity::manuscript_step::{Column, Entity};

    let steps = Entity::find().filter(Column::ManuscriptId.eq(id)).filter(Column::Step.eq(Step::Release));
    let last = steps.order_by_desc(Column::TakenAt).order_by_desc(Column::Id).one(tx).await?;
    last.map(|step| step.taken_by).ok_or_else(|| DbErr::RecordNotFound("a release".to_owned()))
}

/// Puts an approved version in the place of the one that readers see: which that was, and the step, which is still to be
/// told.
pub(crate) async fn correct(
    app: &App,
    tx: &Transaction,
    by: Uuid,
    id: Uuid,
    number: i32,
) -> Result<(Option<Uuid>, Untold), StepError> {
    let summary = summary::Entity::find_by_id(id).one(tx).await?.ok_or(StepError::Missing)?;
    embargo::hold(tx, summary.lecture_id.as_slice()).await?;
    let row = hold(tx, id, Some(number)).await?;
    may(&row, Step::Correct)?;
    not_held_back(tx, id).await?;
    let before = published_version(tx, id).await?;
    if before.as_ref().is_some_and(|before| before.hash == row.hash) {
        return Err(StepError::Same);
    }
    let content = content_of(tx, &row).await?;
    let now = app.clock.now();
    be_ready(tx, &summary, &content, now).await?;
    let lift = embargo::lift(tx, summary.lecture_id, content.is_abstract_only).await?;
    lift.no_earlier(Some(now), now).map_err(StepError::Embargoed)?;
    fill(app, tx, summary, &content, now).await?;
    flag::tell_of_results_in(app, tx, id).await?;
    let taken = Taken { released_at: Some(now), ..Taken::new(Step::Correct, by) };
    let taken = step(app, tx, row, taken).await?;
    Ok((before.map(|before| before.id), taken))
}

/// The version that readers see.
async fn published_version(tx: &Transaction, id: Uuid) -> Result<Option<manuscript_version::Model>, DbErr> {
    use entity::manuscript_step::{Column, Entity};

    let steps = Entity::find().filter(Column::ManuscriptId.eq(id));
    let steps = steps.filter(Column::Step.is_in([Step::Release, Step::Correct]));
    let steps = steps.order_by_desc(Column::TakenAt).order_by_desc(Column::Id);
    let Some(last) = steps.one(tx).await? else { return Ok(None) };
    let version = manuscript_version::Entity::find()
        .filter(manuscript_version::Column::ManuscriptId.eq(id))
        .filter(manuscript_version::Column::Number.eq(last.number));
    version.one(tx).await
}

/// Whether readers see a summary.
pub(crate) async fn is_out(tx: &Transaction, id: Uuid, now: Instant) -> Result<bool, DbErr> {
    let readable = summary::Entity::readable(now).filter(summary::Column::Id.eq(id));
    Ok(readable.count(tx).await? > 0)
}

/// What the latest version says.
pub(super) async fn content_of(tx: &Transaction, row: &manuscript::Model) -> Result<Content, DbErr> {
    let version = manuscript_version::Entity::find()
        .filter(manuscript_version::Column::ManuscriptId.eq(row.id))
        .filter(manuscript_version::Column::Number.eq(row.number));
    let version = version.one(tx).await?.ok_or_else(|| DbErr::RecordNotFound("a version".to_owned()))?;
    serde_json::from_value(version.content).map_err(|error| DbErr::Json(error.to_string()))
}

/// Whether readers have all they need at a moment.
async fn be_ready(
    tx: &Transaction,
    summary: &summary::Model,
    content: &Content,
    at: Instant,
) -> Result<(), StepError> {
    let around = Around::read(tx, summary.lecture_id.as_slice(), std::iter::once(content)).await?;
    let wants = around.wants(summary.lecture_id, content, at);
    if wants.is_empty() { Ok(()) } else { Err(StepError::Unready(wants)) }
}

/// The number of the version that readers see at a moment, of all steps, the latest first.
pub(super) fn published(steps: &[manuscript_step::Model], now: Instant) -> Option<i32> {
    steps.iter().rev().fold(None, |seen, step| match step.step {
        Step::Release => Some(step.number).filter(|_| step.released_at.is_some_and(|at| at <= now)),
        Step::Withdraw => None,
        Step::Correct => Some(step.number),
        _ => seen,
    })
}
