//! The way in to the log.

use async_graphql::{Context, Object};
use entity::audit_entry::Column;

use super::object::{AuditEntry, Deed};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, OrderOf, Result, filter, input, sorted};

filter! {
    /// Which entries.
    pub struct AuditEntryWhere {
        /// What was done.
        deed: EnumFilter<Deed> = |filter, _| Ok(filter.on::<entity::audit_entry::Deed>(Column::Deed));
        /// When it was done.
        at: DateTimeFilter = |filter, _| Ok(filter.on(Column::At));
    }
}

sorted! {
    /// What entries are sorted by.
    AuditEntryOrderField(audit_entry, AuditEntryWhere, Number Desc) {
        /// By number, and so by time.
        Number = Number;
    }
}

/// The way in to `AuditEntry`.
#[derive(Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// What was done, the latest first. For those who manage accounts.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn audit_entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<AuditEntryWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<
            Vec<OrderOf<AuditEntry>>,
        >,
    ) -> Option<Result<Connection<AuditEntry>>> {
        Some(Connection::of_all(ctx, input(first, after, last, before, filter, order_by)).await)
    }
}
