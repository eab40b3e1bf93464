//! Review: somebody else than the writer reads it, and signs exactly what was read.

use entity::{
    manuscript,
    manuscript_step::Step,
    manuscript_version::{Column, Entity},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::deed::{StepError, Taken, hold, take};
use crate::{app::App, comment};

/// Sends a version to review.
pub(super) async fn submit(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
) -> Result<manuscript::Model, StepError> {
    let tx = app.db.begin().await?;
    let row = submit_in(app, &tx, by, id, number).await?;
    tx.commit().await?;
    Ok(row)
}

/// The same within a transaction.
pub(super) async fn submit_in(
    app: &App,
    tx: &DatabaseTransaction,
    by: Uuid,
    id: Uuid,
    number: i32,
) -> Result<manuscript::Model, StepError> {
    let row = hold(tx, id, Some(number)).await?;
    take(app, tx, row, Taken::new(Step::Submit, by)).await
}

/// Sends a version back with what is to be changed.
pub(super) async fn request_changes(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
    note: &str,
) -> Result<manuscript::Model, StepError> {
    if note.trim().is_empty() {
        return Err(StepError::NoNote);
    }
    let tx = app.db.begin().await?;
    let row = hold(&tx, id, Some(number)).await?;
    let taken = Taken { note: Some(note.trim().to_owned()), ..Taken::new(Step::RequestChanges, by) };
    let row = take(app, &tx, row, taken).await?;
    tx.commit().await?;
    Ok(row)
}

/// Signs a version off.
pub(super) async fn approve(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
) -> Result<manuscript::Model, StepError> {
    let tx = app.db.begin().await?;
    let row = hold(&tx, id, Some(number)).await?;
    if has_written(&tx, by, id).await? {
        return Err(StepError::OwnWork);
    }
    let held = comment::holding(&tx, id).await?;
    if held > 0 {
        return Err(StepError::Held(held));
    }
    let row = take(app, &tx, row, Taken::new(Step::Approve, by)).await?;
    tx.commit().await?;
    Ok(row)
}

async fn has_written(tx: &DatabaseTransaction, account: Uuid, id: Uuid) -> Result<bool, DbErr> {
    let saved = Entity::find().filter(Column::ManuscriptId.eq(id)).filter(Column::SavedBy.eq(account));
    Ok(saved.count(tx).await? > 0)
}
