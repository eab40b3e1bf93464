//! The way in to feedback, for the desk.

use entity::feedback::{self, Column};

use super::object::{Feedback, FeedbackKind, FeedbackState};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, Result, filter, roots, sorted};

filter! {
    /// Which feedback.
    pub struct FeedbackWhere {
        /// What sort of word.
        kind: EnumFilter<FeedbackKind> = |filter, _| Ok(filter.on::<feedback::Kind>(Column::Kind));
        /// How far the committee has come with it.
        state: EnumFilter<FeedbackState> = |filter, _| Ok(filter.on::<feedback::State>(Column::State));
        /// When it was sent.
        sent_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::SentAt));
    }
}

sorted! {
    /// What feedback is sorted by.
    FeedbackOrderField(feedback, FeedbackWhere, SentAt Desc) {
        /// By the moment it was sent.
        SentAt = SentAt;
    }
}

roots! {
    FeedbackQuery {
        /// What readers wrote to the committee, the latest first. For editors and those who manage accounts.
        feedback: Feedback as Option<Result<Connection<Feedback>>>;
    }
}
