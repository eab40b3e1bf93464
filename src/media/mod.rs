//! Images and sounds as the contract shows them: an address, and what a page needs to lay them
//! out before they arrive.

use async_graphql::Object;

use crate::graphql::scalar::{Long, Url};

/// An image with words for those who cannot see it.
pub struct Image {
    pub(crate) path: String,
    pub(crate) width: Option<i32>,
    pub(crate) height: Option<i32>,
    pub(crate) alt: String,
}

/// An image.
#[Object]
impl Image {
    /// Where it is.
    fn url(&self) -> Url {
        address(&self.path)
    }

    /// Its width in pixels.
    fn width(&self) -> Option<i32> {
        self.width
    }

    /// Its height in pixels.
    fn height(&self) -> Option<i32> {
        self.height
    }

    /// What it shows, for those who cannot see it.
    fn alt(&self) -> &str {
        &self.alt
    }
}

/// The sound of an episode.
pub struct AudioFile {
    pub(crate) path: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Option<i64>,
}

/// A sound file.
#[Object]
impl AudioFile {
    /// Where it is. Byte ranges are served.
    fn url(&self) -> Url {
        address(&self.path)
    }

    /// Its media type, such as `audio/mpeg`.
    fn media_type(&self) -> &str {
        &self.media_type
    }

    /// Its length in bytes; null for a sound kept elsewhere.
    fn bytes(&self) -> Option<Long> {
        self.bytes.map(|bytes| Long(bytes.to_string()))
    }
}

/// A path within the media folder becomes an address here; an address elsewhere stays.
fn address(path: &str) -> Url {
    if path.starts_with("https://") { Url(path.to_owned()) } else { Url(format!("/media/{path}")) }
}
