//! What deeds around feedback take and answer.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined, SimpleObject};

use super::{
    answer::AnswerError,
    object::{Feedback, FeedbackKind, FeedbackState},
    send::SendError,
};
use crate::graphql::{Problem, refusals, scalar::DateTime};

/// A word to the committee.
#[derive(InputObject)]
pub struct FeedbackInput {
    /// What sort of word.
    pub(super) kind: FeedbackKind,
    /// What there is to say: plain text of at most 4,000 characters.
    pub(super) text: String,
    /// The id of what it is about; null if it is about the whole.
    pub(super) about: Option<ID>,
    /// An e-mail address where an answer is wished. Only editors see it.
    pub(super) reply_to: Option<String>,
}

/// Why nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FeedbackSendProblemCode {
    /// There is no text, or too much of it.
    NoText,
    /// There is nothing of this id that the viewer may see.
    NoSubject,
    /// The address is no e-mail address.
    BadReplyTo,
    /// Much was sent lately; wait.
    TooMuch,
}

/// What writing to the committee answers.
#[derive(Default, SimpleObject)]
pub struct FeedbackSendPayload {
    /// What was sent; null if nothing was.
    pub(super) feedback: Option<Feedback>,
    /// When it can be tried again, if much was sent lately.
    pub(super) retry_at: Option<DateTime>,
    /// Why nothing was sent.
    pub(super) problems: Vec<Problem<FeedbackSendProblemCode>>,
}

/// What became of it.
#[derive(InputObject)]
pub struct FeedbackAnswerInput {
    /// How far the committee has come: any but `RECEIVED`.
    pub(super) state: FeedbackState,
    /// What was done, or why it is declined: plain text of at most 2,000 characters. Left out it stays, null clears it;
    /// `ACTED_ON` and `DECLINED` need one.
    pub(super) outcome: MaybeUndefined<String>,
}

/// Why nothing was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FeedbackAnswerProblemCode {
    /// There is no such feedback.
    NotFound,
    /// This is no answer.
    BadState,
    /// The outcome is missing or too long.
    NoOutcome,
}

/// What answering feedback answers.
#[derive(Default, SimpleObject)]
pub struct FeedbackAnswerPayload {
    /// The feedback as it is now; null if it was not answered.
    pub(super) feedback: Option<Feedback>,
    /// Why it was not answered.
    pub(super) problems: Vec<Problem<FeedbackAnswerProblemCode>>,
}

refusals! {
    SendError as FeedbackSendProblemCode {
        NoText => NoText ["input" "text"];
        NoSubject => NoSubject ["input" "about"];
        NoAddress => BadReplyTo ["input" "replyTo"];
        TooMuch => TooMuch;
    } Database;
    AnswerError as FeedbackAnswerProblemCode {
        Missing => NotFound ["id"];
        BadState => BadState ["input" "state"];
        NoOutcome => NoOutcome ["input" "outcome"];
    } Database;
}
