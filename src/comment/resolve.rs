//! Resolving a comment: what it asked for was done, or need not be.

use entity::{
    audit_entry::Deed,
    comment::{self, Column, Entity, State},
    event::Kind,
    manuscript,
    subject::Subject,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;
use uuid::Uuid;

use super::{reply::hold, write::CommentError};
use crate::{
    app::App,
    audit::Entry,
    database::{Rows, Transaction},
    event::{News, announce},
    manuscript::has_written,
};

/// Resolves a comment. One that holds the manuscript back is resolved by who wrote it, or by an editor who wrote none of
/// what it is about.
pub(super) async fn resolve(
    app: &App,
    by: Uuid,
    is_editor: bool,
    id: Uuid,
) -> Result<comment::Model, CommentError> {
    let tx = app.db.begin().await?;
    let comment = hold(&tx, id).await?;
    if comment.state == State::Resolved {
        return Err(CommentError::Resolved);
    }
    if comment.is_blocking && comment.written_by != by {
        if !is_editor {
            return Err(CommentError::NotYours);
        }
        let of = manuscript::Entity::find_by_id(comment.manuscript_id).one(&tx).await?;
        if has_written(&tx, by, &of.ok_or(CommentError::NoManuscript)?).await? {
            return Err(CommentError::OwnWork);
        }
    }
    let resolved = comment::ActiveModel {
        id: Set(id),
        state: Set(State::Resolved),
        resolved_by: Set(Some(by)),
        resolved_at: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let resolved = resolved.update(&tx).await?;
    let detail = json!({ "manuscript": comment.manuscript_id });
    let entry = Entry { by: Some(by), deed: Deed::CommentResolve, subject: Subject::Comment, id, detail };
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Comment, comment.manuscript_id)).await?;
    tx.commit().await?;
    Ok(resolved)
}

/// How many comments hold a manuscript back from its readers.
pub(crate) async fn holding(tx: &Transaction, manuscript: Uuid) -> Result<u64, DbErr> {
    let open =
        Entity::find().filter(Column::ManuscriptId.eq(manuscript)).filter(Column::State.eq(State::Open));
    open.filter(Column::IsBlocking.eq(true)).count(tx).await
}
