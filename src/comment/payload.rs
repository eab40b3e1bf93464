//! What deeds on comments take and answer.

use std::ops::Range;

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{object::Comment, write::CommentError};
use crate::graphql::{Problem, refusals};

/// A stretch of a text, in characters (Unicode code points).
#[derive(Clone, Copy, Debug, InputObject)]
pub struct TextRangeInput {
    /// Its first character, counted from 0.
    start: i32,
    /// The character after its last, counted from 0.
    end: i32,
}

impl From<TextRangeInput> for Range<usize> {
    /// One that is no stretch is empty.
    fn from(range: TextRangeInput) -> Self {
        let place = |place: i32| usize::try_from(place).ok();
        place(range.start).zip(place(range.end)).map_or(0..0, |(start, end)| start..end)
    }
}

/// Why nothing was written, answered, resolved or opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CommentProblemCode {
    /// There is no such manuscript, or no such comment.
    NotFound,
    /// There is no such version.
    NoVersion,
    /// A version has no such field, or it is no text.
    BadField,
    /// The range is no stretch of the text.
    BadRange,
    /// The text is missing or too long.
    BadText,
    /// It is resolved already.
    Resolved,
    /// It is open already.
    Open,
    /// Somebody else is to resolve it.
    NotYours,
    /// There are too many replies.
    TooMany,
    /// Who wrote the manuscript does not resolve what colleagues hold it back by.
    OwnWork,
}

/// What a deed on a comment answers.
#[derive(Default, SimpleObject)]
pub struct CommentPayload {
    /// The comment as it is now; null if nothing was done.
    pub(super) comment: Option<Comment>,
    /// Why nothing was done.
    pub(super) problems: Vec<Problem<CommentProblemCode>>,
}

refusals! {
    CommentError as CommentProblemCode {
        NoManuscript => NotFound ["id"];
        Missing => NotFound ["id"];
        NoVersion => NoVersion ["version"];
        NoField => BadField ["field"];
        NoText => BadField ["field"];
        BadRange => BadRange ["range"];
        BadText => BadText ["text"];
        Resolved => Resolved ["id"];
        Open => Open ["id"];
        NotYours => NotYours ["id"];
        OwnWork => OwnWork ["id"];
        TooMany => TooMany ["id"];
    } Database;
}
