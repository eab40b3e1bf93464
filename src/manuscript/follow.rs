//! What waits for its moment follows the embargo on its lecture.

use std::collections::BTreeSet;

use entity::{manuscript, manuscript_step::Step, summary};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    deed::{Taken, Untold, hold, step},
    fill::fill,
    published::content_of,
    release::hide,
    step_error::StepError,
};
use crate::{
    app::App,
    database::{Held, Transaction},
    embargo,
    graphql::{MANY, among},
};

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
