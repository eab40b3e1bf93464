//! The way in to notices.

use async_graphql::{Context, Object};
use entity::notice::{self, Column};

use super::object::{Notice, NoticeKind};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, OrderOf, Result, filter, input, sorted};

filter! {
    /// Which notices.
    pub struct NoticeWhere {
        /// What sort of notice.
        kind: EnumFilter<NoticeKind> = |filter, _| Ok(filter.on::<notice::Kind>(Column::Kind));
        /// When it was issued.
        issued_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::IssuedAt));
    }
}

sorted! {
    /// What notices are sorted by.
    NoticeOrderField(notice, NoticeWhere, IssuedAt Desc) {
        /// By the moment they were issued.
        IssuedAt = IssuedAt always;
    }
}

/// The way in to `Notice`.
#[derive(Default)]
pub struct NoticeQuery;

#[Object]
impl NoticeQuery {
    /// What readers were told about summaries, the latest first.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<NoticeWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<Vec<OrderOf<Notice>>>,
    ) -> Result<Connection<Notice>> {
        Connection::of_all(ctx, input(first, after, last, before, filter, order_by)).await
    }
}
