//! Changing one's password. Whoever else is signed in with the account is signed out.

use entity::{
    account::{self, Column, Entity},
    audit_entry::Deed,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    password::{LONGEST, PasswordError, SHORTEST},
    sign_out::end_sign_ins,
};
use crate::{
    app::App,
    audit::{Entry, record},
};

/// Why the password stays.
#[derive(Debug, thiserror::Error)]
pub(super) enum PasswordChangeError {
    #[error("The present password is another.")]
    Wrong,
    #[error("A password has at least {SHORTEST} characters.")]
    Short,
    #[error("A password has at most {LONGEST} bytes.")]
    Long,
    #[error("A password is not the e-mail address or the name of its holder.")]
    Guessable,
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Changes the password of an account; the sign-in of this family stays.
pub(super) async fn change_password(
    app: &App,
    account: &account::Model,
    family: Uuid,
    present: String,
    new: String,
) -> Result<(), PasswordChangeError> {
    if new.chars().count() < SHORTEST {
        return Err(PasswordChangeError::Short);
    }
    if new.len() > LONGEST {
        return Err(PasswordChangeError::Long);
    }
    let spoken = new.to_lowercase();
    if spoken == account.email || spoken == account.name.to_lowercase() {
        return Err(PasswordChangeError::Guessable);
    }
    if !app.passwords.is(present, account.password.clone()).await? {
        return Err(PasswordChangeError::Wrong);
    }
    let hash = app.passwords.hash(new).await?;
    let tx = app.db.begin().await?;
    let changed = Entity::update_many()
        .col_expr(Column::Password, Expr::value(hash))
        .filter(Column::Id.eq(account.id))
        .filter(Column::Password.eq(account.password.clone()));
    if changed.exec(&tx).await?.rows_affected == 0 {
        return Err(PasswordChangeError::Wrong);
    }
    end_sign_ins(&tx, app.clock.now(), account.id, Some(family)).await?;
    record(app, &tx, Entry::of_account(Deed::PasswordChange, account.id)).await?;
    Ok(tx.commit().await?)
}
