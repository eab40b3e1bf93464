//! Restoring: what an earlier version says is saved again, as the latest. Nothing is overwritten.

use entity::{
    manuscript,
    manuscript_version::{Column, Entity},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::{
    save::{SaveError, Saving, save},
    step_error::StepError,
};
use crate::app::App;

/// What is to be read again, and why.
pub(super) struct Again {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) reason: Option<String>,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub(super) enum RestoreError {
    #[error(transparent)]
    Step(StepError),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Saves what a version says as the latest one.
pub(super) async fn restore(
    app: &App,
    by: Uuid,
    again: Again,
    expected: i32,
) -> Result<manuscript::Model, RestoreError> {
    let Again { id, number, reason } = again;
    let version = Entity::find().filter(Column::ManuscriptId.eq(id)).filter(Column::Number.eq(number));
    let Some(version) = version.one(app.db.reader()).await? else {
        let is_there = manuscript::Entity::find_by_id(id).count(app.db.reader()).await? > 0;
        let missing = if is_there { StepError::NoVersion(number) } else { StepError::Missing };
        return Err(RestoreError::Step(missing));
    };
    let content = serde_json::from_value(version.content).map_err(|error| DbErr::Json(error.to_string()))?;
    let reason = reason
        .filter(|reason| !reason.trim().is_empty())
        .unwrap_or_else(|| format!("Version {number} again."));
    let saving = Saving { by, content, reason: Some(reason), ends_autosave: false };
    Ok(save(app, id, expected, &saving).await?)
}
