//! The ways in to feedback: for the desk, and for who wrote it.

use async_graphql::{Context, Object};
use entity::feedback::{self, Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryTrait};

use super::object::{Feedback, FeedbackKind, FeedbackState};
use crate::graphql::{
    Connection, DateTimeFilter, EnumFilter, OrderOf, Result, filter, input, roots, sorted, who,
};

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

/// The way in to one's own.
#[derive(Default)]
pub struct OwnFeedbackQuery;

#[Object]
impl OwnFeedbackQuery {
    /// What you wrote to the committee while signed in, the latest first, with what became of it. For whoever is signed in.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn my_feedback(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<FeedbackWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<Vec<OrderOf<Feedback>>>,
    ) -> Option<Result<Connection<Feedback>>> {
        let account = match who(ctx) {
            Ok(account) => account,
            Err(fault) => return Some(Err(fault)),
        };
        let own = Entity::find().filter(Column::AccountId.eq(account)).into_query();
        Some(Connection::of(ctx, own, input(first, after, last, before, filter, order_by)).await)
    }
}
