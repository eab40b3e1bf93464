//! Settling a flag: somebody had the second look.

use entity::{
    audit_entry::Deed,
    flag::{self, Entity},
    subject::Subject,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    text::within,
};

/// Why a flag was not settled.
#[derive(Debug, thiserror::Error)]
pub(super) enum SettleError {
    #[error("There is no such flag.")]
    Missing,
    #[error("Say what came of it, in at most {NOTE} characters.")]
    Note,
    #[error("It was settled already.")]
    Settled(Box<flag::Model>),
    #[error(transparent)]
    Database(#[from] DbErr),
}

const NOTE: usize = 2_000;

/// Settles a flag. One that is settled stays as it was.
pub(super) async fn settle(app: &App, by: Uuid, id: Uuid, note: &str) -> Result<flag::Model, SettleError> {
    let note = within(note, NOTE).ok_or(SettleError::Note)?;
    let tx = app.db.begin().await?;
    let row = Entity::find_by_id(id).held().one(&tx).await?.ok_or(SettleError::Missing)?;
    if row.settled_at.is_some() {
        return Err(SettleError::Settled(Box::new(row)));
    }
    let mut row = row.into_active_model();
    row.settled_at = Set(Some(app.clock.now()));
    row.settled_by = Set(Some(by));
    row.note = Set(Some(note.to_owned()));
    let row = row.update(&tx).await?;
    let detail = json!({});
    record(app, &tx, Entry { by: Some(by), deed: Deed::FlagSettle, subject: Subject::Flag, id, detail })
        .await?;
    tx.commit().await?;
    Ok(row)
}
