//! Images and sounds as readers are shown them: an address, and what a page needs to lay them
//! out before they arrive.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{loader::ThumbhashOf, store::UPLOADS};
use crate::graphql::{
    Desk, Result,
    scalar::{Long, Url},
};

/// An image with words for those who cannot see it.
pub struct Image {
    pub(crate) path: String,
    pub(crate) width: Option<i32>,
    pub(crate) height: Option<i32>,
    pub(crate) focal_point: Option<FocalPoint>,
    pub(crate) alt: String,
}

/// A point of an image, as the CSS property `object-position` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SimpleObject, InputObject)]
#[graphql(input_name = "FocalPointInput")]
pub struct FocalPoint {
    /// How far from the left, in percent of the width: from 0 to 100.
    x: i32,
    /// How far from the top, in percent of the height: from 0 to 100.
    y: i32,
}

impl FocalPoint {
    /// What is stored of one.
    pub(crate) fn of(x: Option<i32>, y: Option<i32>) -> Option<Self> {
        Some(Self { x: x?, y: y? })
    }

    /// How it is stored.
    pub(crate) fn parts(this: Option<Self>) -> (Option<i32>, Option<i32>) {
        this.map(|point| (point.x, point.y)).unzip()
    }

    /// Whether it is a point of the image.
    pub(crate) fn is_within(self) -> bool {
        [self.x, self.y].iter().all(|percent| (0..=100).contains(percent))
    }
}

/// An image.
#[Object]
impl Image {
    /// Where it is. An address with a width answers WebP to who accepts it.
    fn url(
        &self,
        #[graphql(
            desc = "The width it is shown at, in pixels: the address of an image at least that wide, if there is a smaller one; the whole image if nothing is said."
        )]
        width: Option<i32>,
    ) -> Url {
        let whole = address(&self.path);
        match width.filter(|width| *width > 0 && self.path.starts_with(UPLOADS)) {
            Some(width) => Url(format!("{}?width={width}", whole.0)),
            None => whole,
        }
    }

    /// A few bytes in base 64 to draw a blurred image from, as `ThumbHash` describes, while it is on its way; null if
    /// there are none.
    async fn thumbhash(&self, ctx: &Context<'_>) -> Option<Result<String>> {
        if !self.path.starts_with(UPLOADS) {
            return None;
        }
        ctx.load::<ThumbhashOf>(self.path.clone()).await.transpose()
    }

    /// Its width in pixels.
    fn width(&self) -> Option<i32> {
        self.width
    }

    /// Its height in pixels.
    fn height(&self) -> Option<i32> {
        self.height
    }

    /// What stays in sight when it is cropped; null if nobody said, and its middle may be taken.
    fn focal_point(&self) -> Option<FocalPoint> {
        self.focal_point
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
pub(super) fn address(path: &str) -> Url {
    if path.starts_with("https://") { Url(path.to_owned()) } else { Url(format!("/media/{path}")) }
}
