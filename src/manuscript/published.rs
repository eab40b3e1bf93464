//! What readers see of a manuscript, and what its latest version says.

use entity::{
    Readable, manuscript,
    manuscript_step::{self, Step},
    manuscript_version, summary,
    value::Instant,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::content::Content;
use crate::database::Transaction;

/// The version that readers see.
pub(super) async fn published_version(
    tx: &Transaction,
    id: Uuid,
) -> Result<Option<manuscript_version::Model>, DbErr> {
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

/// The number of the version that readers see at a moment, of all steps, the latest first.
pub(super) fn published(steps: &[manuscript_step::Model], now: Instant) -> Option<i32> {
    steps.iter().rev().fold(None, |seen, step| match step.step {
        Step::Release => Some(step.number).filter(|_| step.released_at.is_some_and(|at| at <= now)),
        Step::Withdraw => None,
        Step::Correct => Some(step.number),
        _ => seen,
    })
}
