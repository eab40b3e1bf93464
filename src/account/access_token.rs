//! Personal access tokens: for scripts, with a purpose, a scope and an end.

use entity::{
    Readable, Sight, account,
    audit_entry::Deed,
    subject::Subject,
    token::{self, Column, Entity, Kind, Scope},
    value::Instant,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{secret::new_secret, sign_out::good};
use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    digest::hash_of,
    text::within,
};

/// The most open tokens of an account.
const MOST: u64 = 50;

/// The longest a token may be good, in microseconds: a year.
const LONGEST: i64 = 366 * 24 * 3_600_000_000;

/// The longest name.
const NAME: usize = 200;

/// Why no token was made.
#[derive(Debug, thiserror::Error)]
pub(super) enum CreateError {
    #[error("A token has a name of at most {NAME} characters that tells what it is for.")]
    NoName,
    #[error("A token has at least one scope.")]
    NoScope,
    #[error("A token ends in the future, and within a year.")]
    BadEnd,
    #[error("An account has at most {MOST} tokens; end one first.")]
    TooMany,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes a token; its secret is told once.
pub(super) async fn create(
    app: &App,
    account: Uuid,
    name: &str,
    scopes: Vec<Scope>,
    expires_at: Instant,
) -> Result<(token::Model, String), CreateError> {
    let now = app.clock.now();
    let name = within(name, NAME).ok_or(CreateError::NoName)?;
    if scopes.is_empty() {
        return Err(CreateError::NoScope);
    }
    if expires_at <= now || expires_at.0 > now.0 + LONGEST {
        return Err(CreateError::BadEnd);
    }
    let (id, secret) = (app.ids.next(), new_secret()?);
    let token = token::Model {
        id,
        account_id: account,
        kind: Kind::Personal,
        family_id: id,
        name: Some(name.to_owned()),
        scopes: scopes.into(),
        hash: hash_of(&secret),
        created_at: now,
        expires_at,
        replaced_at: None,
        ended_at: None,
    };
    let tx = app.db.begin().await?;
    // One after the other for each account, and none once it is closed.
    let open = account::Entity::find_by_id(account).filter(account::Column::ClosedAt.is_null());
    if open.held().one(&tx).await?.is_none() {
        return Err(DbErr::RecordNotFound("an open account".to_owned()).into());
    }
    if Entity::in_sight(Sight::Own(account), now).count(&tx).await? >= MOST {
        return Err(CreateError::TooMany);
    }
    Entity::insert(token::ActiveModel::from(token.clone())).exec_without_returning(&tx).await?;
    let detail = json!({ "name": name, "scopes": token.scopes.0, "expiresAt": expires_at.0 });
    let entry =
        Entry { by: Some(account), deed: Deed::AccessTokenCreate, subject: Subject::AccessToken, id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok((token, secret))
}

/// Why no token ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum EndError {
    #[error("The account has no such token, or it has ended.")]
    Missing,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Ends a token of an account.
pub(super) async fn end(app: &App, account: Uuid, id: Uuid) -> Result<token::Model, EndError> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let one = good(now).filter(Column::Id.eq(id)).filter(Column::AccountId.eq(account));
    if one.filter(Column::Kind.eq(Kind::Personal)).exec(&tx).await?.rows_affected == 0 {
        return Err(EndError::Missing);
    }
    let token = Entity::find_by_id(id).one(&tx).await?.ok_or(EndError::Missing)?;
    let detail = json!({});
    let entry =
        Entry { by: Some(account), deed: Deed::AccessTokenEnd, subject: Subject::AccessToken, id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(token)
}
