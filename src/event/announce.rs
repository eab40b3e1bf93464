//! Leaving a row in the outbox.

use entity::{
    audit_entry,
    event::{ActiveModel, Column, Entity, Kind, Model},
    value::Instant,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
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

/// Tells of a deed, in its transaction and right after its entry in the log, whose number puts it in order.
pub(crate) async fn announce(
    tx: &DatabaseTransaction,
    entry: &audit_entry::Model,
    news: News,
) -> Result<(), DbErr> {
    if is_last_word_on_release(news.kind) {
        withdraw(tx, news.summary).await?;
    }
    let row = Model {
        id: entry.id,
        number: entry.number,
        at: entry.at,
        kind: news.kind,
        summary_id: news.summary,
        notice_id: news.notice,
        account_id: entry.account_id,
        version: news.version,
        released_at: news.released_at,
        shown_at: news.shown_at,
    };
    Entity::insert(ActiveModel::from(row)).exec_without_returning(tx).await?;
    Ok(())
}

/// A release that is moved or taken back has not come yet: nobody is told of it as it was planned before.
pub(super) fn is_last_word_on_release(kind: Kind) -> bool {
    matches!(kind, Kind::Release | Kind::Withdraw)
}

async fn withdraw(tx: &DatabaseTransaction, summary: Uuid) -> Result<(), DbErr> {
    let waiting = Entity::update_many()
        .col_expr(Column::ShownAt, Expr::value(Option::<i64>::None))
        .filter(Column::SummaryId.eq(summary))
        .filter(Column::Kind.eq(Kind::Release))
        .filter(Column::ShownAt.is_not_null());
    waiting.exec(tx).await?;
    Ok(())
}
