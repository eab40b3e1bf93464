//! A new password for somebody who lost theirs, told once. Whoever is signed in with the account is signed out.

use entity::{
    account::{Column, Entity},
    audit_entry::Deed,
    sign_in_failure,
    subject::Subject,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

use super::{add::Added, password::PasswordError, secret::new_password, sign_out::end_sign_ins};
use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    digest::hash_of,
};

/// Why the password stays.
#[derive(Debug, thiserror::Error)]
pub enum PasswordResetError {
    /// It does not exist, or is closed.
    #[error("There is no such open account.")]
    Missing,
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Gives the account with an e-mail address a new password, at the machine itself.
pub async fn reset_password_of(app: &App, email: &str) -> Result<Added, PasswordResetError> {
    let named = Entity::find().filter(Column::Email.eq(email.trim().to_lowercase()));
    let account = named.one(app.db.reader()).await?.ok_or(PasswordResetError::Missing)?;
    reset_password(app, None, account.id).await
}

/// Gives an account a new password, and forgets how often the old one failed.
pub(super) async fn reset_password(
    app: &App,
    by: Option<Uuid>,
    id: Uuid,
) -> Result<Added, PasswordResetError> {
    let password = new_password()?;
    let hash = app.passwords.hash(password.clone()).await?;
    let tx = app.db.begin().await?;
    let open = Entity::find_by_id(id).filter(Column::ClosedAt.is_null());
    let account = open.held().one(&tx).await?.ok_or(PasswordResetError::Missing)?;
    let changed = Entity::update_many().col_expr(Column::Password, Expr::value(hash));
    changed.filter(Column::Id.eq(id)).exec(&tx).await?;
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::EmailHash.eq(hash_of(&account.email)))
        .exec(&tx)
        .await?;
    end_sign_ins(&tx, app.clock.now(), id, None).await?;
    let entry = Entry { by, deed: Deed::PasswordReset, subject: Subject::Account, id, detail: json!({}) };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(Added { account, password })
}
