//! The way in to the log.

use entity::audit_entry::Column;

use super::object::{AuditEntry, Deed};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, Result, filter, roots, sorted};

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

roots! {
    AuditQuery {
        /// What was done, the latest first. For those who manage accounts.
        audit_entries: AuditEntry as Option<Result<Connection<AuditEntry>>>;
    }
}
