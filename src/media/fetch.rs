//! Finding a file for somebody who asks for it.

use entity::media;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{
    picture::{WIDTHS, fallback},
    sniff::Form,
    store::{UPLOADS, VARIANTS},
};
use crate::app::App;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Anybody.
    Readers,
    /// Who sees files before readers do.
    Desk,
}

/// The file of a name, if who asks may have it now.
pub(crate) async fn find(app: &App, name: &str, seen: Seen) -> Result<Option<media::Model>, DbErr> {
    let named = media::Entity::find().filter(media::Column::Path.eq(name));
    let open = match seen {
        Seen::Readers => named.filter(media::is_open(app.clock.now())),
        Seen::Desk => named,
    };
    open.one(app.db.reader()).await
}

/// A smaller image of one that came in at the desk: its name in the store, and its type.
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    /// What tells it from the others of the same image.
    pub(crate) end: String,
}

/// The smallest image that is at least as wide as asked for; none if that is the whole one.
pub(crate) fn variant(row: &media::Model, width: u32, takes_webp: bool) -> Option<Variant> {
    if !row.path.starts_with(UPLOADS) {
        return None;
    }
    let form = match row.media_type.as_str() {
        "image/jpeg" => Form::Jpeg,
        "image/png" => Form::Png,
        "image/webp" => Form::WebP,
        _ => return None,
    };
    let whole = u32::try_from(row.width?).ok()?;
    let width = WIDTHS.into_iter().filter(|made| *made >= width && *made < whole).min()?;
    let form = if takes_webp { Form::WebP } else { fallback(form) };
    let end = format!("{width}.{}", form.ending());
    Some(Variant { name: format!("{VARIANTS}/{}-{end}", row.sha256), media_type: form.media_type(), end })
}
