//! What deeds on media answer.

use async_graphql::{Enum, SimpleObject};

use super::{error::MediaError, object::Media};
use crate::graphql::{
    Fault, Problem, Refusal,
    scalar::{DateTime, Url},
};

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MediaUploadProblemCode {
    /// No file came for the argument.
    NoFile,
    /// The file is empty.
    Empty,
    /// It has more bytes, pixels or hours than are taken.
    TooLarge,
    /// The length that was announced is not a number of bytes.
    BadLength,
    /// The hash that was announced is not a SHA-256, or not that of the bytes.
    BadHash,
    /// It is of a type that is not taken, or of another kind than was announced.
    WrongType,
    /// It is broken, cut, or two things at once.
    Damaged,
    /// Its captions cannot be read.
    BadCaptions,
    /// Too many uploads of the account are not finished.
    Quota,
}

/// What uploading a file answers.
#[derive(Default, SimpleObject)]
pub struct MediaUploadPayload {
    /// What became of it; null if it was not taken.
    pub(super) media: Option<Media>,
    /// Why it was not taken.
    pub(super) problems: Vec<Problem<MediaUploadProblemCode>>,
}

/// What beginning an upload answers.
#[derive(Default, SimpleObject)]
pub struct MediaUploadBeginPayload {
    /// Where to send the bytes; null if nothing was begun.
    pub(super) ticket: Option<UploadTicket>,
    /// Why nothing was begun.
    pub(super) problems: Vec<Problem<MediaUploadProblemCode>>,
}

/// An upload that has begun. Send the bytes by PUT, all at once or in parts that each say their `Content-Range`; HEAD
/// tells in `Upload-Offset` how many are there.
#[derive(SimpleObject)]
pub struct UploadTicket {
    /// Where the bytes are sent, with the secret of the same account.
    pub(super) url: Url,
    /// When it ends, finished or not.
    pub(super) expires_at: DateTime,
}

impl Refusal for MediaError {
    type Code = MediaUploadProblemCode;

    fn reason(&self) -> Option<(Self::Code, &'static [&'static str])> {
        use MediaUploadProblemCode as Code;

        Some(match self {
            Self::NoFile => (Code::NoFile, &["file"]),
            Self::Empty => (Code::Empty, &["file"]),
            Self::TooLarge(_)
            | Self::TooLargeHere
            | Self::TooManyPixels(..)
            | Self::TooMuchRoom
            | Self::TooLong => (Code::TooLarge, &["file"]),
            Self::BadLength(_) => (Code::BadLength, &["bytes"]),
            Self::BadHash => (Code::BadHash, &["sha256"]),
            Self::WrongHash(_) => (Code::BadHash, &["file"]),
            Self::Unsupported(_) | Self::OtherKind(..) => (Code::WrongType, &["file"]),
            Self::Damaged(_) => (Code::Damaged, &["file"]),
            Self::BadCaptions(_) => (Code::BadCaptions, &["file"]),
            Self::Quota(..) => (Code::Quota, &["bytes"]),
            Self::Store(_) | Self::Database(_) => return None,
        })
    }
}

impl From<MediaError> for Fault {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Database(error) => error.into(),
            MediaError::Store(what) => sea_orm::DbErr::Custom(what).into(),
            error => Self::Malformed(error.to_string()),
        }
    }
}
