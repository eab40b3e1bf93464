//! A file we serve: an image, a sound, captions. Known by its path within the bundle; the bytes
//! lie in the media folder.

use sea_orm::{Condition, ExprTrait, QuerySelect, QueryTrait, entity::prelude::*, sea_query::Expr};

use crate::{
    Readable, autosave_use, closed::closed_set, key_slide, media_use, podcast_episode, upload,
    value::Instant, writer,
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub media_type: String,
    pub bytes: i64,
    pub sha256: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub duration_ms: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What a file is to those who see or hear it.
    pub enum Kind { Image, Sound, Captions }
}

/// The files readers may have at this instant: those that something shows which they may see.
pub fn is_open(now: Instant) -> Condition {
    Condition::any()
        .add(exists(key_slide::Entity::readable(now), key_slide::Column::Image, Column::Path))
        .add(exists(podcast_episode::Entity::readable(now), podcast_episode::Column::Audio, Column::Path))
        .add(exists(writer::Entity::readable(now), writer::Column::Photo, Column::Path))
}

/// The files that came in before an instant and that nothing shows, hidden or not.
pub fn is_unshown(before: Instant) -> Condition {
    let uploaded = upload::Entity::find().filter(upload::Column::UploadedAt.lt(before));
    Condition::all()
        .add(exists(uploaded, upload::Column::MediaId, Column::Id))
        .add(exists(media_use::Entity::find(), media_use::Column::MediaId, Column::Id).not())
        .add(exists(autosave_use::Entity::find(), autosave_use::Column::MediaId, Column::Id).not())
        .add(exists(key_slide::Entity::find(), key_slide::Column::Image, Column::Path).not())
        .add(exists(podcast_episode::Entity::find(), podcast_episode::Column::Audio, Column::Path).not())
        .add(exists(writer::Entity::find(), writer::Column::Photo, Column::Path).not())
}

/// The files that an export holds: not those that only the desk knows of.
pub fn is_exported() -> Condition {
    Condition::any()
        .add(exists(upload::Entity::find(), upload::Column::MediaId, Column::Id).not())
        .add(exists(key_slide::Entity::find(), key_slide::Column::Image, Column::Path))
        .add(exists(podcast_episode::Entity::find(), podcast_episode::Column::Audio, Column::Path))
        .add(exists(writer::Entity::find(), writer::Column::Photo, Column::Path))
}

/// “There is such a row that names the file.”
fn exists<E: EntityTrait>(rows: Select<E>, naming: E::Column, named: Column) -> Expr {
    let same = Expr::col(naming.as_column_ref()).eq(Expr::col(named.as_column_ref()));
    Expr::exists(rows.filter(same).select_only().expr(Expr::val(1)).into_query())
}
