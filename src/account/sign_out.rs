//! Signing out: tokens end, and what ended stays ended.

use entity::{
    account,
    audit_entry::Deed,
    token::{self, Column, Kind},
    value::Instant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr};
use uuid::Uuid;

use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
};

/// Signs out: the token that was shown ends, and all of its family. Tells how many were good.
pub(super) async fn sign_out(app: &App, token: &token::Model) -> Result<u64, DbErr> {
    let tx = app.db.begin().await?;
    let ended = end_family(&tx, app.clock.now(), token).await?;
    record(app, &tx, Entry::of_account(Deed::SignOut, token.account_id)).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Signs out everywhere.
pub(super) async fn sign_out_everywhere(app: &App, account: Uuid) -> Result<u64, DbErr> {
    let tx = app.db.begin().await?;
    let ended = end_sign_ins(&tx, app.clock.now(), account, None).await?;
    record(app, &tx, Entry::of_account(Deed::SignOut, account)).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends a sign-in with all its tokens. Tells how many were good.
pub(crate) async fn end_family(
    tx: &impl ConnectionTrait,
    now: Instant,
    token: &token::Model,
) -> Result<u64, DbErr> {
    hold(tx, token.account_id).await?;
    run(tx, good(now).filter(Column::FamilyId.eq(token.family_id))).await
}

/// Ends all sign-ins of an account, but one if one is to be kept.
pub(super) async fn end_sign_ins(
    tx: &impl ConnectionTrait,
    now: Instant,
    account: Uuid,
    keep: Option<Uuid>,
) -> Result<u64, DbErr> {
    hold(tx, account).await?;
    let mut all = good(now).filter(Column::AccountId.eq(account)).filter(Column::Kind.eq(Kind::SignIn));
    if let Some(family) = keep {
        all = all.filter(Column::FamilyId.ne(family));
    }
    run(tx, all).await
}

/// Ends everything that was given to an account.
pub(super) async fn end_all(tx: &impl ConnectionTrait, now: Instant, account: Uuid) -> Result<u64, DbErr> {
    hold(tx, account).await?;
    run(tx, good(now).filter(Column::AccountId.eq(account))).await
}

/// Whoever ends or exchanges tokens of an account waits for others who do, so that none is exchanged while it ends.
pub(super) async fn hold(tx: &impl ConnectionTrait, account: Uuid) -> Result<(), DbErr> {
    account::Entity::find_by_id(account).held().one(tx).await?;
    Ok(())
}

pub(super) fn good(now: Instant) -> UpdateMany<token::Entity> {
    token::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now.0))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
}

async fn run(tx: &impl ConnectionTrait, ending: UpdateMany<token::Entity>) -> Result<u64, DbErr> {
    Ok(ending.exec(tx).await?.rows_affected)
}
