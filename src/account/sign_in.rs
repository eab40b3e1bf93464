//! Signing in: a password is exchanged for a token. Who guesses is made to wait, for an address that
//! nobody has as for any other.

use std::cmp::min;

use entity::{
    account,
    audit_entry::Deed,
    sign_in_failure,
    token::{self, Kind, Scope},
    value::Instant,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{password::PasswordError, secret::new_secret, sign_out::hold};
use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    digest::hash_of,
};

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub(super) enum SignInError {
    #[error("No open account has this e-mail address and password.")]
    Wrong,
    #[error("Signing in has failed too often; it can be tried again later.")]
    Locked(Instant),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A token that was just made, and its secret, which is told once.
#[derive(Debug)]
pub struct SignedIn {
    pub(super) account: account::Model,
    pub(super) token: token::Model,
    pub(super) secret: String,
}

impl SignedIn {
    /// What a cookie keeps, and until when.
    pub(crate) fn kept(&self) -> (&str, Instant) {
        (&self.secret, self.token.expires_at)
    }
}

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long a token of a sign-in is good unless it is exchanged, in microseconds.
const IDLE: i64 = 12 * HOUR;

/// How long a sign-in lasts, however often its token is exchanged.
pub(super) const SIGN_IN: i64 = 30 * DAY;

/// A token that was exchanged is good for so much longer: requests may be under way.
pub(crate) const OVERLAP: i64 = MINUTE;

/// After so many failures in a row one waits.
const FAILURES: i32 = 5;

/// Exchanges a password for a token.
pub(super) async fn sign_in(app: &App, email: &str, password: String) -> Result<SignedIn, SignInError> {
    let email = email.trim().to_lowercase();
    let now = app.clock.now();
    let known = hash_of(&email);
    refuse_while_locked(app, &known, now).await?;
    let account =
        account::Entity::find().filter(account::Column::Email.eq(&email)).one(app.db.reader()).await?;
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let is_right = app.passwords.is(password, hash).await?;
    let open = account.filter(|account| is_right && account.closed_at.is_none());
    let Some(account) = open else {
        note_failure(app, known, now).await?;
        return Err(SignInError::Wrong);
    };
    // Guesses that waited for their turn together must not all be answered.
    refuse_while_locked(app, &known, now).await?;
    let tx = app.db.begin().await?;
    // The password may have been changed, or the account closed, while this one was looked at.
    let still = account::Entity::find_by_id(account.id).held().one(&tx).await?;
    let is_still = |still: account::Model| still.closed_at.is_none() && still.password == account.password;
    if !still.is_some_and(is_still) {
        return Err(SignInError::Wrong);
    }
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::EmailHash.eq(&known))
        .exec(&tx)
        .await?;
    let (token, secret) = issue(app, &tx, account.id, None).await?;
    record(app, &tx, Entry::of_account(Deed::SignIn, account.id)).await?;
    tx.commit().await?;
    Ok(SignedIn { account, token, secret })
}

async fn refuse_while_locked(app: &App, known: &str, now: Instant) -> Result<(), SignInError> {
    let failure = sign_in_failure::Entity::find().filter(sign_in_failure::Column::EmailHash.eq(known));
    let until = failure.one(app.db.reader()).await?.and_then(|failure| failure.locked_until);
    match until.filter(|until| *until > now) {
        Some(until) => Err(SignInError::Locked(until)),
        None => Ok(()),
    }
}

/// From the fifth failure in a row on, the wait doubles from half a minute to an hour. A day without a
/// failure forgets them.
async fn note_failure(app: &App, known: String, now: Instant) -> Result<(), DbErr> {
    use sign_in_failure::{ActiveModel, Column, Entity};

    let tx = app.db.begin().await?;
    Entity::delete_many().filter(Column::LastAt.lt(now.0 - DAY)).exec(&tx).await?;
    let row = ActiveModel {
        id: Set(app.ids.next()),
        email_hash: Set(known.clone()),
        failures: Set(1),
        last_at: Set(now),
        locked_until: Set(None),
    };
    let again = OnConflict::column(Column::EmailHash)
        .value(Column::Failures, Expr::col((Entity, Column::Failures)).add(1))
        .value(Column::LastAt, now.0)
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&tx).await?;
    let failures = Entity::find().filter(Column::EmailHash.eq(&known)).one(&tx).await?;
    let over = failures.map_or(0, |row| row.failures) - FAILURES;
    if over >= 0 {
        let wait = min((30 * SECOND) << min(over, 7), HOUR);
        Entity::update_many()
            .col_expr(Column::LockedUntil, Expr::value(now.0 + wait))
            .filter(Column::EmailHash.eq(known))
            .exec(&tx)
            .await?;
    }
    tx.commit().await
}

/// Makes a token of a sign-in: the first, or the next of one that there is.
pub(super) async fn issue(
    app: &App,
    tx: &impl ConnectionTrait,
    account: Uuid,
    before: Option<&token::Model>,
) -> Result<(token::Model, String), DbErr> {
    let (id, secret, now) = (app.ids.next(), new_secret()?, app.clock.now());
    let begun = before.map_or(now, |before| before.created_at);
    let token = token::Model {
        id,
        account_id: account,
        kind: Kind::SignIn,
        family_id: before.map_or(id, |before| before.family_id),
        name: None,
        scopes: vec![Scope::Read, Scope::Write].into(),
        hash: hash_of(&secret),
        // The beginning of the sign-in, which bounds it however often its token is exchanged.
        created_at: begun,
        expires_at: Instant(min(now.0 + IDLE, begun.0 + SIGN_IN)),
        replaced_at: None,
        ended_at: None,
    };
    token::Entity::insert(token::ActiveModel::from(token.clone())).exec_without_returning(tx).await?;
    Ok((token, secret))
}

/// Exchanges the token of a sign-in for a new one. None if it has been exchanged or ended meanwhile.
pub(super) async fn renew(app: &App, token: &token::Model) -> Result<Option<(token::Model, String)>, DbErr> {
    let tx = app.db.begin().await?;
    hold(&tx, token.account_id).await?;
    let replaced = token::Entity::update_many()
        .col_expr(token::Column::ReplacedAt, Expr::value(app.clock.now().0))
        .filter(token::Column::Id.eq(token.id))
        .filter(token::Column::ReplacedAt.is_null())
        .filter(token::Column::EndedAt.is_null())
        .exec(&tx)
        .await?;
    if replaced.rows_affected == 0 {
        tx.rollback().await?;
        return Ok(None);
    }
    let issued = issue(app, &tx, token.account_id, Some(token)).await?;
    tx.commit().await?;
    Ok(Some(issued))
}
