//! Leaving a row in the outbox.

use crate::{
    app::App,
    audit::{Entry, record_with},
    database::{Filled, Rows, Transaction},
};
use entity::{
    audit_entry,
    event::{Column, Entity, Kind, Model},
    value::Instant,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// What is to be told.
pub(crate) struct News {
    pub(crate) kind: Kind,
    pub(crate) summary: Uuid,
    pub(crate) notice: Option<Uuid>,
    pub(crate) version: Option<i32>,
    pub(crate) released_at: Option<Instant>,
    /// From when on readers are told; none if only the desk is.
    pub(crate) shown_at: Option<Instant>,
}

impl News {
    /// Of something around a manuscript that the desk alone is told.
    pub(crate) fn at_desk(kind: Kind, manuscript: Uuid) -> Self {
        Self { kind, summary: manuscript, notice: None, version: None, released_at: None, shown_at: None }
    }

    /// Of an entry of the log, which has the number of its place.
    pub(crate) fn of(self, entry: &audit_entry::Model) -> Model {
        Model {
            id: entry.id,
            number: entry.number,
            at: entry.at,
            kind: self.kind,
            summary_id: self.summary,
            notice_id: self.notice,
            account_id: entry.account_id,
            version: self.version,
            released_at: self.released_at,
            shown_at: self.shown_at,
        }
    }
}

/// Writes rows, an entry of the log and the news of it, as the last act of a transaction.
pub(crate) async fn announce(
    app: &App,
    tx: &Transaction,
    entry: Entry,
    rows: Rows,
    news: News,
) -> Result<Filled, DbErr> {
    if is_last_word_on_release(news.kind) {
        withdraw(tx, news.summary).await?;
    }
    record_with(app, tx, entry, rows, Some(news)).await
}

/// A release that is moved or taken back has not come yet: nobody is told of it as it was planned before.
pub(super) fn is_last_word_on_release(kind: Kind) -> bool {
    matches!(kind, Kind::Release | Kind::Withdraw)
}

async fn withdraw(tx: &Transaction, summary: Uuid) -> Result<(), DbErr> {
    let waiting = Entity::update_many()
        .col_expr(Column::ShownAt, Expr::value(Option::<i64>::None))
        .filter(Column::SummaryId.eq(summary))
        .filter(Column::Kind.eq(Kind::Release))
        .filter(Column::ShownAt.is_not_null());
    waiting.exec(tx).await?;
    Ok(())
}
