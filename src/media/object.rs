//! Media as the desk sees them.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};

use super::{image::address, loader::UploadOf, receive::kind_of};
use crate::{
    graphql::{
        Desk, Result, nouns,
        scalar::{DateTime, Long, Url},
    },
    policy::DESK,
    viewer::Viewer,
};

nouns! { Media = media }

/// What a file is to those who see or hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::media::Kind")]
pub enum MediaKind {
    /// A still image: JPEG, PNG or `WebP`.
    Image,
    /// A sound: MP3, M4A, Ogg, WAV or FLAC.
    Sound,
    /// What is said in a sound: `WebVTT`.
    Captions,
}

/// A file of the desk. Readers have it from the moment that something shows it which they may see.
#[Object]
impl Media {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// What it is to those who see or hear it.
    fn kind(&self) -> MediaKind {
        kind_of(&self.0.media_type).into()
    }

    /// Its media type, found from its bytes, such as `image/png`.
    fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// Its length in bytes as it is kept: images are drawn anew when they come in.
    fn bytes(&self) -> Long {
        Long(self.0.bytes.to_string())
    }

    /// SHA-256 of its bytes as they are kept, in hexadecimal digits.
    fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Its width in pixels; null for what is no image.
    fn width(&self) -> Option<i32> {
        self.0.width
    }

    /// Its height in pixels; null for what is no image.
    fn height(&self) -> Option<i32> {
        self.0.height
    }

    /// How long it is, in milliseconds; null for what has no length.
    fn duration_milliseconds(&self) -> Option<i32> {
        self.0.duration_ms
    }

    /// Where it is.
    fn url(&self) -> Url {
        address(&self.0.path)
    }

    /// How a sound is encoded, such as `mp3`, `aac` or `opus`; null for what is no sound that came in at the desk.
    async fn codec(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let found = ctx.load::<UploadOf>(self.0.id).await;
        found.map(|upload| upload.and_then(|upload| upload.codec.clone())).transpose()
    }

    /// What a sound says of itself; empty for what is no sound that came in at the desk.
    async fn tags(&self, ctx: &Context<'_>) -> Result<Vec<MediaTag>> {
        let Some(upload) = ctx.load::<UploadOf>(self.0.id).await? else { return Ok(Vec::new()) };
        let tags = upload.tags.iter();
        Ok(tags.map(|tag| MediaTag { name: tag.name.clone(), value: tag.value.clone() }).collect())
    }

    /// A few bytes in base 64 to draw a blurred image from, as `ThumbHash` describes, while it is on its way; null if
    /// there are none.
    async fn thumbhash(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        let found = ctx.load::<UploadOf>(self.0.id).await;
        found.map(|upload| upload.and_then(|upload| upload.thumbhash.clone())).transpose()
    }

    /// When it came in, or came in again; null if it did not come in at the desk.
    async fn uploaded_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime>> {
        let found = ctx.load::<UploadOf>(self.0.id).await;
        found.map(|upload| upload.map(|upload| DateTime(upload.uploaded_at))).transpose()
    }
}

/// What a sound says of itself.
#[derive(Clone, Debug, SimpleObject)]
pub struct MediaTag {
    /// What it tells, as the file names it, such as `TIT2`.
    name: String,
    /// What it says.
    value: String,
}

/// Who sees files before readers do.
pub(crate) fn is_desk(viewer: &Viewer) -> bool {
    viewer.standing().has_any(DESK)
}
