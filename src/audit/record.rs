//! Writing an entry.

use entity::{
    audit_entry::{self, ActiveModel, Deed, Entity},
    audit_head, event,
    idempotency_key::Done,
    subject::Subject,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel,
    sea_query::{Query, WithClause},
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::link::Link;
use crate::{
    app::App,
    database::{Filled, Rows, Transaction, insert_from, named},
    event::News,
    idempotency::note,
};

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

/// Writes an entry as the last act of a transaction.
pub(crate) async fn record(app: &App, tx: &Transaction, entry: Entry) -> Result<(), DbErr> {
    record_with(app, tx, entry, Rows::default(), None).await.map(drop)
}

/// The same together with rows, and with the news of it.
pub(crate) async fn record_with(
    app: &App,
    tx: &Transaction,
    entry: Entry,
    rows: Rows,
    news: Option<News>,
) -> Result<Filled, DbErr> {
    note(tx, Done { deed: entry.deed, subject: entry.subject, id: entry.id }).await?;
    let row = audit_entry::Model {
        id: app.ids.next(),
        number: 0,
        at: app.clock.now(),
        account_id: entry.by,
        deed: entry.deed,
        subject: entry.subject,
        subject_id: entry.id,
        detail: entry.detail.to_string(),
        hash: String::new(),
    };
    let event = news.map(|news| news.of(&row));
    match tx.get_database_backend() {
        DbBackend::Postgres => append_at_once(tx, rows, row, event).await,
        _ => append(tx, rows, row, event).await,
    }
}

/// In a file nobody else writes: one row follows the other.
async fn append(
    tx: &Transaction,
    rows: Rows,
    mut row: audit_entry::Model,
    event: Option<event::Model>,
) -> Result<Filled, DbErr> {
    let filled = rows.write(tx).await?;
    let head = audit_head::Entity::find().one(tx).await?;
    let head = head.ok_or_else(|| DbErr::RecordNotFound("the log has no head".to_owned()))?;
    row.number = head.number + 1;
    row.hash = Link::to(&row).hash(&head.hash, row.number);
    let next = audit_head::ActiveModel {
        number: Set(row.number),
        hash: Set(row.hash.clone()),
        ..head.into_active_model()
    };
    let event = event.map(|event| event::Model { number: row.number, ..event });
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    if let Some(event) = event {
        event::Entity::insert(event.into_active_model()).exec_without_returning(tx).await?;
    }
    audit_head::Entity::update(next).exec(tx).await?;
    Ok(filled)
}

/// On a server one statement does it all. It holds the head until the transaction ends, so that the next entry follows
/// this one.
async fn append_at_once(
    tx: &Transaction,
    rows: Rows,
    row: audit_entry::Model,
    event: Option<event::Model>,
) -> Result<Filled, DbErr> {
    let mut with = WithClause::new();
    with.cte(named("head", Link::to(&row).onward(tx.is_early())));
    let head = || Query::select().from("head").to_owned();
    if let Some(event) = event {
        let event = event::ActiveModel { number: NotSet, ..event.into_active_model() };
        let event = insert_from(&event, head());
        with.cte(named("news", event));
    }
    let row = ActiveModel { number: NotSet, hash: NotSet, ..row.into_active_model() };
    rows.write_with(tx, with, insert_from(&row, head())).await
}
