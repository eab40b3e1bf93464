//! Opening a comment again that was resolved too soon.

use entity::{
    audit_entry::Deed,
    comment::{self, State},
    event::Kind,
    manuscript,
    subject::Subject,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::{reply::hold, write::CommentError};
use crate::{
    app::App,
    audit::Entry,
    database::{Held, Rows},
    event::{News, announce},
};

/// Opens a resolved comment. One that holds approval back is opened by who wrote it, or by an editor.
pub(super) async fn reopen(
    app: &App,
    by: Uuid,
    is_editor: bool,
    id: Uuid,
) -> Result<comment::Model, CommentError> {
    let found = comment::Entity::find_by_id(id).one(app.db.reader()).await?;
    let manuscript = found.ok_or(CommentError::Missing)?.manuscript_id;
    let tx = app.db.begin().await?;
    // Held, so that nothing is approved past it.
    manuscript::Entity::find_by_id(manuscript).held().one(&tx).await?;
    let comment = hold(&tx, id).await?;
    if comment.state == State::Open {
        return Err(CommentError::Open);
    }
    if comment.is_blocking && comment.written_by != by && !is_editor {
        return Err(CommentError::NotYours);
    }
    let open = comment::ActiveModel {
        id: Set(id),
        state: Set(State::Open),
        resolved_by: Set(None),
        resolved_at: Set(None),
        ..Default::default()
    };
    let open = open.update(&tx).await?;
    let detail = json!({ "manuscript": manuscript });
    let entry = Entry { by: Some(by), deed: Deed::CommentReopen, subject: Subject::Comment, id, detail };
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Comment, manuscript)).await?;
    tx.commit().await?;
    Ok(open)
}
