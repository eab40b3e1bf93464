//! Answering a comment.

use entity::{
    audit_entry::Deed,
    comment,
    comment_reply::{ActiveModel, Column, Entity},
    event::Kind,
    subject::Subject,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::write::{CommentError, text_of};
use crate::{
    app::App,
    audit::Entry,
    database::{Held, Rows, Transaction},
    event::{News, announce},
};

/// The most replies of a comment.
const REPLIES: u64 = 100;

/// Answers a comment, open or resolved.
pub(super) async fn reply(app: &App, by: Uuid, id: Uuid, text: &str) -> Result<comment::Model, CommentError> {
    let text = text_of(text)?;
    let tx = app.db.begin().await?;
    let comment = hold(&tx, id).await?;
    if Entity::find().filter(Column::CommentId.eq(id)).count(&tx).await? >= REPLIES {
        return Err(CommentError::TooMany(REPLIES));
    }
    let row = ActiveModel {
        id: Set(app.ids.next()),
        comment_id: Set(id),
        text: Set(text),
        written_by: Set(by),
        written_at: Set(app.clock.now()),
    };
    Entity::insert(row).exec_without_returning(&tx).await?;
    let detail = json!({ "manuscript": comment.manuscript_id });
    let entry = Entry { by: Some(by), deed: Deed::CommentReply, subject: Subject::Comment, id, detail };
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Comment, comment.manuscript_id)).await?;
    tx.commit().await?;
    Ok(comment)
}

/// The comment, which nobody else changes until the transaction ends.
pub(super) async fn hold(tx: &Transaction, id: Uuid) -> Result<comment::Model, CommentError> {
    let found = comment::Entity::find_by_id(id).held().one(tx).await?;
    found.ok_or(CommentError::Missing)
}
