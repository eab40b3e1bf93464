//! The way in to the log.

use async_graphql::ID;
use entity::{audit_entry::Column, subject::Subject};
use sea_orm::{ColumnTrait, Condition};

use super::object::{AuditEntry, Deed};
use crate::graphql::{
    Connection, DateTimeFilter, EnumFilter, IdFilter, NodeId, Result, filter, roots, sorted,
};

filter! {
    /// Which entries.
    pub struct AuditEntryWhere {
        /// What was done.
        deed: EnumFilter<Deed> = |filter, _| Ok(filter.on::<entity::audit_entry::Deed>(Column::Deed));
        /// Who did it.
        account: IdFilter = |filter, _| filter.on(Column::AccountId, Subject::Account);
        /// What it was done to.
        subject_id: ID = |id, _| {
            let of = NodeId::decode(id)?;
            Ok(Condition::all().add(Column::SubjectId.eq(of.id)).add(Column::Subject.eq(of.subject)))
        };
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
