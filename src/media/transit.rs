//! Bytes on their way in or out, by their hash. A slow store must not hold up who writes, so nothing is put there or
//! taken from it within a transaction. Who brings bytes says so before, and who takes them away; neither begins while
//! the other is at work on the same.

use std::time::Duration;

use entity::{
    media_transit::{ActiveModel, Column, Entity},
    value::Instant,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::error::MediaError;
use crate::{app::App, database::Transaction, limits::media as limits};

/// Who takes bytes away and is not done after so many microseconds has given up.
const GIVEN_UP: i64 = 10 * 60 * 1_000_000;

/// How often who brings bytes looks whether those that go have gone, and how long it waits between.
const LOOKS: u32 = 100;
const BETWEEN: Duration = Duration::from_millis(100);

/// Bytes that nobody brings in again as long as this lasts.
pub(super) struct Going<'g> {
    sha256: &'g str,
    since: Instant,
}

/// Says that bytes come in; waits for those of the same hash that go.
pub(crate) async fn come(app: &App, sha256: &str) -> Result<(), MediaError> {
    for _ in 0..LOOKS {
        let tx = app.db.begin().await?;
        if is_noted(app, &tx, sha256, false).await? {
            return Ok(tx.commit().await?);
        }
        tx.rollback().await?;
        tokio::time::sleep(BETWEEN).await;
    }
    Err(MediaError::Store("the same bytes are being taken away".to_owned()))
}

/// Notes that bytes have come. Tells whether they are all there: not if they took so long that they may have gone again.
pub(crate) async fn has_come(tx: &Transaction, sha256: &str) -> Result<bool, DbErr> {
    let coming = Entity::delete_many().filter(Column::Sha256.eq(sha256)).filter(Column::IsGoing.eq(false));
    Ok(coming.exec(tx).await?.rows_affected > 0)
}

/// Says that bytes go, unless they come in or another takes them away.
pub(super) async fn go<'g>(app: &App, tx: &Transaction, sha256: &'g str) -> Result<Option<Going<'g>>, DbErr> {
    let since = app.clock.now();
    Ok(is_noted(app, tx, sha256, true).await?.then_some(Going { sha256, since }))
}

/// Notes that bytes have gone.
pub(super) async fn has_gone(app: &App, going: Going<'_>) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    let gone = Entity::delete_many().filter(Column::Sha256.eq(going.sha256));
    gone.filter(Column::IsGoing.eq(true)).filter(Column::Since.eq(going.since)).exec(&tx).await?;
    tx.commit().await
}

/// Forgets who gave up.
pub(super) async fn forget(app: &App) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    Entity::delete_many().filter(is_given_up(app.clock.now())).exec(&tx).await?;
    tx.commit().await
}

async fn is_noted(app: &App, tx: &Transaction, sha256: &str, is_going: bool) -> Result<bool, DbErr> {
    let now = app.clock.now();
    let row = ActiveModel {
        id: Set(app.ids.next()),
        sha256: Set(sha256.to_owned()),
        is_going: Set(is_going),
        since: Set(now),
    };
    let may = if is_going {
        is_given_up(now)
    } else {
        // Who comes with the same bytes as another comes along.
        is_given_up(now).or(of_table(Column::IsGoing).eq(false))
    };
    let instead = OnConflict::column(Column::Sha256)
        .update_columns([Column::IsGoing, Column::Since])
        .action_and_where(may)
        .to_owned();
    Ok(Entity::insert(row).on_conflict(instead).exec_without_returning(tx).await? > 0)
}

fn is_given_up(now: Instant) -> Expr {
    let last = |length: i64| of_table(Column::Since).lt(now.0 - length);
    let is_going = || of_table(Column::IsGoing).eq(true);
    is_going().and(last(GIVEN_UP)).or(is_going().not().and(last(limits::DAY)))
}

fn of_table(column: Column) -> Expr {
    Expr::col((Entity, column))
}
