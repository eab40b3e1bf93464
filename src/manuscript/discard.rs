//! Discarding: what never came to the readers goes, with its versions and with all that was said about it, and its name in
//! addresses is free again. That it was there, and who discarded it, stays in the log.

use entity::{
    audit_entry::Deed, citation, flag, manuscript::Stage, sourcing, subject::Subject, summary, tagging,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{
    attached, deed::noted, published::is_out, release::hold_with_lecture, review::has_written,
    step_error::StepError,
};
use crate::{
    app::App,
    audit::{Entry, record},
    database::Transaction,
};

/// Who discards, and may discard also what others wrote.
pub(super) struct Discarder {
    pub(super) by: Uuid,
    pub(super) is_editor: bool,
}

/// Discards a manuscript that readers never saw.
pub(super) async fn discard(
    app: &App,
    Discarder { by, is_editor }: Discarder,
    (id, number): (Uuid, i32),
    note: Option<String>,
) -> Result<(), StepError> {
    let note = noted(note)?;
    let tx = app.db.begin().await?;
    let row = hold_with_lecture(&tx, id, number).await?;
    let summary = summary::Entity::find_by_id(id).one(&tx).await?.ok_or(StepError::Missing)?;
    if is_out(&tx, id, app.clock.now()).await? {
        return Err(StepError::IsOut);
    }
    if row.stage == Stage::Released {
        return Err(StepError::Scheduled);
    }
    if !is_editor && !has_written(&tx, by, &row).await? {
        return Err(StepError::NotYours);
    }
    take_away(&tx, id).await?;
    let detail = json!({ "version": row.number, "hash": row.hash, "slug": summary.slug, "note": note });
    let (by, deed) = (Some(by), Deed::ManuscriptDiscard);
    record(app, &tx, Entry { by, deed, subject: Subject::Manuscript, id, detail }).await?;
    Ok(tx.commit().await?)
}

/// What names it by its id alone goes first; what is part of it goes with it.
async fn take_away(tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    attached::take_back(tx, id).await?;
    citation::Entity::delete_many().filter(citation::Column::SubjectId.eq(id)).exec(tx).await?;
    sourcing::Entity::delete_many().filter(sourcing::Column::SubjectId.eq(id)).exec(tx).await?;
    tagging::Entity::delete_many().filter(tagging::Column::SubjectId.eq(id)).exec(tx).await?;
    flag::Entity::delete_many().filter(flag::Column::SubjectId.eq(id)).exec(tx).await?;
    summary::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}
