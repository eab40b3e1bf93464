//! The way in to feedback, for the desk.

use async_graphql::{Context, Object};
use entity::feedback::{self, Column};

use super::object::{Feedback, FeedbackKind, FeedbackState};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, OrderOf, Result, filter, input, sorted};

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

/// The way in to `Feedback`.
#[derive(Default)]
pub struct FeedbackQuery;

#[Object]
impl FeedbackQuery {
    /// What readers wrote to the committee, the latest first. For editors and those who manage accounts.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn feedback(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<FeedbackWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<Vec<OrderOf<Feedback>>>,
    ) -> Option<Result<Connection<Feedback>>> {
        Some(Connection::of_all(ctx, input(first, after, last, before, filter, order_by)).await)
    }
}
