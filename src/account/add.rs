//! Adding an account. It begins with a password that is told once.

use entity::{
    account::{self, Role},
    audit_entry::Deed,
    subject::Subject,
    value::List,
    writer,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, SqlErr,
};
use serde_json::json;
use uuid::Uuid;

use super::{password::PasswordError, secret::new_password};
use crate::{
    app::App,
    audit::{Entry, record},
    text::within,
};

/// An account to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Where its holder is written to, and what signs in.
    pub email: String,
    /// The holder's name.
    pub name: String,
    /// What the holder may do.
    pub roles: Vec<Role>,
    /// Whose summaries the holder writes.
    pub writer: Option<Uuid>,
    /// Who adds it; none if it is added at the machine itself.
    pub by: Option<Uuid>,
}

/// An account and the password it begins with.
#[derive(Debug)]
pub struct Added {
    /// The account.
    pub account: account::Model,
    /// Its password, for the holder alone.
    pub password: String,
}

/// Why no account was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// Not an address.
    #[error("“{0}” is not an e-mail address, such as noor@example.org.")]
    NoEmail(String),
    /// No name.
    #[error("An account has the name of its holder, of at most {LONGEST} characters.")]
    NoName,
    /// No role.
    #[error("An account has at least one role.")]
    NoRole,
    /// The writer does not exist.
    #[error("There is no such writer.")]
    NoWriter,
    /// Somebody has it.
    #[error("There is an account with this e-mail address.")]
    Taken,
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The longest e-mail address, and the longest name.
pub(super) const LONGEST: usize = 254;

/// Adds an account.
pub async fn add(app: &App, new: NewAccount) -> Result<Added, AddError> {
    let email = address(&new.email).ok_or(AddError::NoEmail(new.email))?;
    let name = within(&new.name, LONGEST).ok_or(AddError::NoName)?;
    if new.roles.is_empty() {
        return Err(AddError::NoRole);
    }
    if let Some(id) = new.writer
        && writer::Entity::find_by_id(id).count(app.db.reader()).await? == 0
    {
        return Err(AddError::NoWriter);
    }
    let password = new_password()?;
    let hash = app.passwords.hash(password.clone()).await?;
    let account = account::ActiveModel {
        id: Set(app.ids.next()),
        email: Set(email),
        name: Set(name.to_owned()),
        password: Set(Some(hash)),
        roles: Set(once_each(new.roles)),
        writer_id: Set(new.writer),
        created_at: Set(app.clock.now()),
        closed_at: Set(None),
    };
    let tx = app.db.begin().await?;
    let added = account.insert(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => AddError::Taken,
        _ => AddError::Database(error),
    });
    let account = added?;
    let detail = json!({ "email": account.email, "roles": account.roles.0 });
    let entry =
        Entry { by: new.by, deed: Deed::AccountAdd, subject: Subject::Account, id: account.id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(Added { account, password })
}

/// Whether there is no open account.
pub async fn is_nobody_there(app: &App) -> Result<bool, DbErr> {
    let open = account::Entity::find().filter(account::Column::ClosedAt.is_null());
    Ok(open.count(app.db.reader()).await? == 0)
}

/// An e-mail address as it is kept.
pub(super) fn address(text: &str) -> Option<String> {
    Some(text.trim().to_lowercase()).filter(|text| is_email(text))
}

pub(super) fn once_each(mut roles: Vec<Role>) -> List<Role> {
    roles.sort_unstable();
    roles.dedup();
    roles.into()
}

/// One @ with something on both sides and a dot behind it; whether it exists only a letter can tell.
pub(crate) fn is_email(text: &str) -> bool {
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let parts = text.split_once('@');
    text.len() <= LONGEST
        && parts.is_some_and(|(local, domain)| {
            is_plain(local)
                && is_plain(domain)
                && !domain.contains('@')
                && domain.split('.').count() > 1
                && domain.split('.').all(|label| !label.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_address_has_one_at_sign_and_a_domain() {
        for text in ["noor@example.org", "n.o+or@mail.example.org"] {
            assert!(is_email(text), "{text}");
        }
        for text in
            ["", "noor", "@example.org", "noor@", "noor@org", "a@b@example.org", "a b@example.org", "a@.org"]
        {
            assert!(!is_email(text), "{text}");
        }
    }
}
