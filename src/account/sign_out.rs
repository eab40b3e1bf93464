//! Signing out: tokens end, and what ended stays ended.

use entity::{
    token::{self, Column, Kind},
    value::Instant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr};
use uuid::Uuid;

/// Ends a sign-in with all its tokens. Tells how many were good.
pub(crate) async fn end_family(tx: &impl ConnectionTrait, now: Instant, family: Uuid) -> Result<u64, DbErr> {
    run(tx, good(now).filter(Column::FamilyId.eq(family))).await
}

/// Ends all sign-ins of an account, but one if one is to be kept.
pub(super) async fn end_sign_ins(
    tx: &impl ConnectionTrait,
    now: Instant,
    account: Uuid,
    keep: Option<Uuid>,
) -> Result<u64, DbErr> {
    let mut all = good(now).filter(Column::AccountId.eq(account)).filter(Column::Kind.eq(Kind::SignIn));
    if let Some(family) = keep {
        all = all.filter(Column::FamilyId.ne(family));
    }
    run(tx, all).await
}

/// Ends everything that was given to an account.
pub(super) async fn end_all(tx: &impl ConnectionTrait, now: Instant, account: Uuid) -> Result<u64, DbErr> {
    run(tx, good(now).filter(Column::AccountId.eq(account))).await
}

/// Ends a personal access token of an account.
pub(super) async fn end_personal(
    tx: &impl ConnectionTrait,
    now: Instant,
    account: Uuid,
    id: Uuid,
) -> Result<u64, DbErr> {
    let one = good(now).filter(Column::Id.eq(id)).filter(Column::AccountId.eq(account));
    run(tx, one.filter(Column::Kind.eq(Kind::Personal))).await
}

fn good(now: Instant) -> UpdateMany<token::Entity> {
    token::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now.0))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
}

async fn run(tx: &impl ConnectionTrait, ending: UpdateMany<token::Entity>) -> Result<u64, DbErr> {
    Ok(ending.exec(tx).await?.rows_affected)
}
