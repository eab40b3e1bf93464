//! Releasing: from a moment on, readers see the version that was approved. The moment is judged when they read, so
//! that no job can be late.

use entity::{manuscript, manuscript_step::Step, summary, value::Instant};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait};
use uuid::Uuid;

use super::{
    attached,
    content::Content,
    deed::{Taken, Untold, hold, may, noted, step},
    fill::fill,
    published::{content_of, is_out, published_version},
    ready::Around,
    step_error::StepError,
};
use crate::{app::App, comment, database::Transaction, embargo, flag};

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

pub(super) async fn hide(tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    let back = summary::ActiveModel {
        id: Set(id),
        status: Set(summary::Status::Draft),
        published_at: Set(None),
        ..Default::default()
    };
    back.update(tx).await?;
    attached::take_back(tx, id).await
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
