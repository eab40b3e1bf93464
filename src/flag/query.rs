//! The way in to flags, for the desk.

use async_graphql::{Context, Object};
use entity::flag::{self, Column};
use sea_orm::{ColumnTrait, Condition};

use super::object::{Flag, FlagKind};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, OrderOf, Result, filter, input, sorted};

filter! {
    /// Which flags.
    pub struct FlagWhere {
        /// Why they were raised.
        kind: EnumFilter<FlagKind> = |filter, _| Ok(filter.on::<flag::Kind>(Column::Kind));
        /// When they were raised.
        raised_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::RaisedAt));
        /// Whether they are open still.
        is_open: bool = |is_open, _| Ok(is_open_or(*is_open));
    }
}

fn is_open_or(is_open: bool) -> Condition {
    Condition::all().add(if is_open { Column::SettledAt.is_null() } else { Column::SettledAt.is_not_null() })
}

sorted! {
    /// What flags are sorted by.
    FlagOrderField(flag, FlagWhere, RaisedAt Desc) {
        /// By the moment they were raised.
        RaisedAt = RaisedAt always;
    }
}

/// The way in to `Flag`.
#[derive(Default)]
pub struct FlagQuery;

#[Object]
impl FlagQuery {
    /// What wants a second look, the latest first. For the desk.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn flags(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<FlagWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<Vec<OrderOf<Flag>>>,
    ) -> Option<Result<Connection<Flag>>> {
        Some(Connection::of_all(ctx, input(first, after, last, before, filter, order_by)).await)
    }
}
