//! Why a file is not taken.

use entity::media::Kind;
use sea_orm::DbErr;

use crate::limits::media as limits;

/// Each is a sentence for whoever sends the file.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// Nothing came.
    #[error("The file is empty.")]
    Empty,
    /// More bytes than a file of its kind may have.
    #[error("{} at most {} bytes; this is larger.", are(*.0), limits::bytes(*.0))]
    TooLarge(Kind),
    /// More bytes than come in one request.
    #[error(
        "A file sent with a question has at most {} bytes; begin an upload with mediaUploadBegin for a larger one.",
        limits::SMALL
    )]
    TooLargeHere,
    /// A length that is none.
    #[error("“{0}” is not a number of bytes.")]
    BadLength(String),
    /// A hash that is none.
    #[error("A SHA-256 is written as 64 hexadecimal digits.")]
    BadHash,
    /// The bytes are others than were announced.
    #[error("The bytes that came hash to {0}, and not to what was announced. Send the file again.")]
    WrongHash(String),
    /// Something we do not serve.
    #[error("{0}; images are JPEG, PNG or WebP, sounds are MP3, M4A, Ogg, WAV or FLAC, captions are WebVTT.")]
    Unsupported(String),
    /// Something else than was announced.
    #[error("It was announced as {}, and is {}.", a(*.0), a(*.1))]
    OtherKind(Kind, Kind),
    /// Broken or cut.
    #[error("The file is damaged: {0}.")]
    Damaged(String),
    /// Too many pixels.
    #[error(
        "The image is {0} by {1} pixels; at most {pixels} are taken, and {side} on a side.",
        pixels = limits::PIXELS,
        side = limits::SIDE
    )]
    TooManyPixels(u32, u32),
    /// Too many bytes for each pixel.
    #[error(
        "The image takes more than {} bytes while it is read; send it smaller, or with eight bits for each colour.",
        limits::DECODED
    )]
    TooMuchRoom,
    /// Too long.
    #[error("The sound is longer than {} hours.", limits::HOURS)]
    TooLong,
    /// Captions that cannot be read.
    #[error("The captions cannot be read: {0}.")]
    BadCaptions(String),
    /// Too much at once.
    #[error(
        "{0} uploads of this account are not finished, with {1} bytes together; at most {count} are begun, with {sum} bytes. Finish some first; what is not finished ends after a day.",
        count = limits::TICKETS,
        sum = limits::TICKET_BYTES
    )]
    Quota(u64, i64),
    /// Not a file of this request.
    #[error(
        "No file came for this argument. Send the request as the GraphQL multipart request specification says, and map a part to it."
    )]
    NoFile,
    /// The store did not take it or give it.
    #[error("the store of media: {0}")]
    Store(String),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl MediaError {
    /// Whether whoever sent the file can mend it.
    pub(crate) fn is_told(&self) -> bool {
        !matches!(self, Self::Store(_) | Self::Database(_))
    }
}

impl From<std::io::Error> for MediaError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<object_store::Error> for MediaError {
    fn from(error: object_store::Error) -> Self {
        Self::Store(error.to_string())
    }
}

fn a(kind: Kind) -> &'static str {
    match kind {
        Kind::Image => "an image",
        Kind::Sound => "a sound",
        Kind::Captions => "captions",
    }
}

fn are(kind: Kind) -> &'static str {
    match kind {
        Kind::Image => "An image has",
        Kind::Sound => "A sound has",
        Kind::Captions => "Captions have",
    }
}
