//! Remarking something on a version.

use std::ops::Range;

use entity::{
    audit_entry::Deed,
    comment::{self, State},
    event::Kind,
    manuscript, manuscript_version,
    subject::Subject,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::anchor::Quote;
use crate::{
    app::App,
    audit::Entry,
    database::{Held, Rows},
    event::{News, announce},
    manuscript::{Content, FIELDS},
    text::within,
};

/// A remark to be.
pub(super) struct Remark {
    pub(super) by: Uuid,
    /// The number of the version.
    pub(super) number: i32,
    /// As it is stored; none for the whole version.
    pub(super) field: Option<String>,
    /// In characters of the field's text.
    pub(super) range: Option<Range<usize>>,
    pub(super) text: String,
    pub(super) is_blocking: bool,
}

/// Why nothing was written, answered or resolved.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommentError {
    #[error("There is no such manuscript.")]
    NoManuscript,
    #[error("There is no version {0} of it.")]
    NoVersion(i32),
    #[error("A version has no such field; fields are called as in ManuscriptInput, such as body.")]
    NoField,
    #[error("The field is no text; comment on it as a whole.")]
    NoText,
    #[error("A range names a field, and 1 to {QUOTED} characters of its text.")]
    BadRange,
    #[error("A comment has 1 to {TEXT} characters.")]
    BadText,
    #[error("There is no such comment.")]
    Missing,
    #[error("It is resolved already.")]
    Resolved,
    #[error("It is open already.")]
    Open,
    #[error("What holds a manuscript back is resolved by who wrote it, or by an editor.")]
    NotYours,
    #[error("Who saved a version of a manuscript does not resolve what colleagues hold it back by.")]
    OwnWork,
    #[error("A comment has at most {0} replies; write another comment.")]
    TooMany(u64),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The most characters of a comment, and of what it quotes.
const TEXT: usize = 5_000;
const QUOTED: usize = 2_000;

/// Writes a comment.
pub(super) async fn write(
    app: &App,
    manuscript: Uuid,
    remark: Remark,
) -> Result<comment::Model, CommentError> {
    let text = text_of(&remark.text)?;
    let tx = app.db.begin().await?;
    // Held, so that nothing is approved past it.
    let of = manuscript::Entity::find_by_id(manuscript).held().one(&tx).await?;
    of.ok_or(CommentError::NoManuscript)?;
    let version = manuscript_version::Entity::find()
        .filter(manuscript_version::Column::ManuscriptId.eq(manuscript))
        .filter(manuscript_version::Column::Number.eq(remark.number));
    let version = version.one(&tx).await?.ok_or(CommentError::NoVersion(remark.number))?;
    let quote = quote(&version, remark.field.as_deref(), remark.range)?;
    let start = quote.as_ref().and_then(|quote| i32::try_from(quote.start).ok());
    let (quote, before, after) = quote
        .map(|quote| (quote.text, quote.before, quote.after))
        .map_or((None, None, None), |(text, before, after)| (Some(text), Some(before), Some(after)));
    let row = comment::ActiveModel {
        id: Set(app.ids.next()),
        manuscript_id: Set(manuscript),
        number: Set(remark.number),
        field: Set(remark.field),
        start: Set(start),
        quote: Set(quote),
        before: Set(before),
        after: Set(after),
        text: Set(text),
        is_blocking: Set(remark.is_blocking),
        state: Set(State::Open),
        written_by: Set(remark.by),
        written_at: Set(app.clock.now()),
        resolved_by: Set(None),
        resolved_at: Set(None),
    };
    let row = row.insert(&tx).await?;
    let detail = json!({
        "manuscript": manuscript, "version": row.number, "field": row.field, "isBlocking": row.is_blocking,
    });
    let entry = Entry {
        by: Some(remark.by),
        deed: Deed::CommentWrite,
        subject: Subject::Comment,
        id: row.id,
        detail,
    };
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Comment, manuscript)).await?;
    tx.commit().await?;
    Ok(row)
}

pub(super) fn text_of(text: &str) -> Result<String, CommentError> {
    within(text, TEXT).map(ToOwned::to_owned).ok_or(CommentError::BadText)
}

/// What is quoted of a field.
fn quote(
    version: &manuscript_version::Model,
    field: Option<&str>,
    range: Option<Range<usize>>,
) -> Result<Option<Quote>, CommentError> {
    let Some(field) = field else {
        return if range.is_some() { Err(CommentError::BadRange) } else { Ok(None) };
    };
    if !FIELDS.contains(&field) {
        return Err(CommentError::NoField);
    }
    let content: Result<Content, _> = serde_json::from_value(version.content.clone());
    let content = content.and_then(serde_json::to_value).map_err(|error| DbErr::Json(error.to_string()))?;
    let Some(range) = range else { return Ok(None) };
    let Some(Value::String(text)) = content.get(field) else { return Err(CommentError::NoText) };
    if range.is_empty() || range.len() > QUOTED {
        return Err(CommentError::BadRange);
    }
    Quote::of(text, range).ok_or(CommentError::BadRange).map(Some)
}
