//! Keeping what was written since the last save.

use entity::{
    autosave::{self, Column, Entity},
    autosave_use, manuscript,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{LockType, OnConflict},
};
use uuid::Uuid;

use crate::{
    app::App,
    manuscript::{Content, held},
};

/// What somebody has written.
pub(super) struct Written {
    pub(super) id: Uuid,
    pub(super) by: Uuid,
    /// The number of the version it was made from.
    pub(super) based_on: i32,
    pub(super) content: Content,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeepError {
    #[error("There is no such manuscript.")]
    Missing,
    #[error("There is no version {0} of it.")]
    NoVersion(i32),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Keeps it in the place of what was kept before.
pub(super) async fn keep(
    app: &App,
    written: Written,
) -> Result<(manuscript::Model, autosave::Model), KeepError> {
    let Written { id, by, based_on, content: written } = written;
    let content = serde_json::to_value(&written).map_err(|error| DbErr::Json(error.to_string()))?;
    let tx = app.db.begin().await?;
    // Held, so that it is not discarded under it.
    let of = manuscript::Entity::find_by_id(id).lock(LockType::KeyShare).one(&tx).await?;
    let of = of.ok_or(KeepError::Missing)?;
    if !(1..=of.number).contains(&based_on) {
        return Err(KeepError::NoVersion(based_on));
    }
    let kept =
        autosave::Model { manuscript_id: id, account_id: by, based_on, content, saved_at: app.clock.now() };
    let row = autosave::ActiveModel {
        manuscript_id: Set(id),
        account_id: Set(by),
        based_on: Set(based_on),
        content: Set(kept.content.clone()),
        saved_at: Set(kept.saved_at),
    };
    let anew = OnConflict::columns([Column::ManuscriptId, Column::AccountId])
        .update_columns([Column::BasedOn, Column::Content, Column::SavedAt])
        .to_owned();
    let files = held(&tx, &written).await?;
    Entity::insert(row).on_conflict(anew).exec_without_returning(&tx).await?;
    note_files(&tx, id, by, files).await?;
    tx.commit().await?;
    Ok((of, kept))
}

/// Forgets what somebody has written of a manuscript.
pub(crate) async fn clear(tx: &impl ConnectionTrait, id: Uuid, by: Uuid) -> Result<(), DbErr> {
    use autosave_use as noted;

    let slot = Entity::delete_many().filter(Column::ManuscriptId.eq(id)).filter(Column::AccountId.eq(by));
    slot.exec(tx).await?;
    let files = noted::Entity::delete_many().filter(noted::Column::ManuscriptId.eq(id));
    files.filter(noted::Column::AccountId.eq(by)).exec(tx).await?;
    Ok(())
}

/// Notes which files it shows. What it showed before stays noted until they save.
async fn note_files(tx: &impl ConnectionTrait, id: Uuid, by: Uuid, files: Vec<Uuid>) -> Result<(), DbErr> {
    use autosave_use::{ActiveModel, Column, Entity};

    let noted = files.into_iter().map(|media| ActiveModel {
        manuscript_id: Set(id),
        account_id: Set(by),
        media_id: Set(media),
    });
    let key = [Column::ManuscriptId, Column::AccountId, Column::MediaId];
    let again = OnConflict::columns(key).do_nothing().to_owned();
    Entity::insert_many(noted).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}
