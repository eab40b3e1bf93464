//! Writing an entry.

use entity::{
    audit_entry::{self, Column, Deed, Entity},
    idempotency_key::Done,
    subject::Subject,
};
use sea_orm::{
    ActiveEnum, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryOrder, Statement,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{app::App, digest::hash_of, idempotency::note};

/// What is to be remembered.
pub(crate) struct Entry {
    /// Who did it; none if it was done at the machine itself.
    pub(crate) by: Option<Uuid>,
    /// What was done.
    pub(crate) deed: Deed,
    /// To what.
    pub(crate) subject: Subject,
    /// To which one.
    pub(crate) id: Uuid,
    /// What else there is to say, and never a secret.
    pub(crate) detail: Value,
}

impl Entry {
    /// Something an account did to itself.
    pub(crate) fn of_account(deed: Deed, account: Uuid) -> Self {
        Self {
            by: Some(account),
            deed,
            subject: Subject::Account,
            id: account,
            detail: Value::Object(Map::new()),
        }
    }
}

/// On PostgreSQL, who writes the next entry holds this until the transaction ends.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7094862112)";

/// Writes an entry as the last act of a transaction.
pub(crate) async fn record(app: &App, tx: &DatabaseTransaction, entry: Entry) -> Result<(), DbErr> {
    written(app, tx, entry).await.map(drop)
}

/// The same, and shows what was written.
pub(crate) async fn written(
    app: &App,
    tx: &DatabaseTransaction,
    entry: Entry,
) -> Result<audit_entry::Model, DbErr> {
    note(tx, Done { deed: entry.deed, subject: entry.subject, id: entry.id }).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.query_one_raw(Statement::from_string(DbBackend::Postgres, LOCK)).await?;
    }
    let last = Entity::find().order_by_desc(Column::Number).one(tx).await?;
    let (number, before) = last.map_or((1, String::new()), |last| (last.number + 1, last.hash));
    let mut row = audit_entry::Model {
        id: app.ids.next(),
        number,
        at: app.clock.now(),
        account_id: entry.by,
        deed: entry.deed,
        subject: entry.subject,
        subject_id: entry.id,
        detail: entry.detail.to_string(),
        hash: String::new(),
    };
    row.hash = chained(&before, &row);
    Entity::insert(audit_entry::ActiveModel::from(row.clone())).exec_without_returning(tx).await?;
    Ok(row)
}

/// The hash of an entry that follows another: SHA-256 over a JSON array, which leaves no doubt where one value ends
/// and the next begins.
pub(super) fn chained(before: &str, row: &audit_entry::Model) -> String {
    let account = row.account_id.map(|id| id.to_string());
    let said = serde_json::json!([
        before,
        row.id.to_string(),
        row.number,
        row.at.0,
        account,
        row.deed.to_value(),
        row.subject.to_value(),
        row.subject_id.to_string(),
        row.detail,
    ]);
    hash_of(&said.to_string())
}
