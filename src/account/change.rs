//! Changing an account: its name, its roles, whether it is open. Somebody who may manage accounts always
//! remains.

use entity::{
    account::{self, Column, Entity, Role},
    audit_entry::Deed,
    subject::Subject,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    add::{LONGEST, once_each},
    sign_out::end_all,
};
use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    text::within,
};

/// What is to be different. What is none stays as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    pub(super) name: Option<String>,
    pub(super) roles: Option<Vec<Role>>,
    pub(super) is_open: Option<bool>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChangeError {
    #[error("There is no such account.")]
    Missing,
    #[error("An account has the name of its holder, of at most {LONGEST} characters.")]
    NoName,
    #[error("An account has at least one role.")]
    NoRole,
    #[error("This is the only open account that may manage accounts.")]
    LastAdmin,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Changes an account. One that is closed is signed out everywhere.
pub(super) async fn change(
    app: &App,
    by: Uuid,
    id: Uuid,
    change: Change,
) -> Result<account::Model, ChangeError> {
    let tx = app.db.begin().await?;
    let Some(before) = Entity::find_by_id(id).held().one(&tx).await? else {
        return Err(ChangeError::Missing);
    };
    let mut after = before.clone();
    if let Some(name) = change.name {
        within(&name, LONGEST).ok_or(ChangeError::NoName)?.clone_into(&mut after.name);
    }
    if let Some(roles) = change.roles {
        after.roles = once_each(roles);
    }
    match change.is_open {
        Some(true) => after.closed_at = None,
        Some(false) => after.closed_at = after.closed_at.or(Some(app.clock.now())),
        None => {}
    }
    if after.roles.is_empty() {
        return Err(ChangeError::NoRole);
    }
    if manages(&before) && !manages(&after) && is_last(&tx, id).await? {
        return Err(ChangeError::LastAdmin);
    }
    let mut row = before.clone().into_active_model();
    row.name = Set(after.name.clone());
    row.roles = Set(after.roles.clone());
    row.closed_at = Set(after.closed_at);
    row.update(&tx).await?;
    if after.closed_at.is_some() {
        end_all(&tx, app.clock.now(), id).await?;
    }
    let detail = json!({ "name": after.name, "roles": after.roles.0, "isOpen": after.closed_at.is_none() });
    let entry = Entry { by: Some(by), deed: Deed::AccountChange, subject: Subject::Account, id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(after)
}

/// Whether an account manages accounts.
pub(super) fn manages(account: &account::Model) -> bool {
    account.closed_at.is_none() && account.roles.contains(&Role::Admin)
}

/// On a server, one administrator after the other is dismissed.
const ONE_IS_DISMISSED: &str = "SELECT pg_advisory_xact_lock(7094862113)";

/// Whether nobody else manages accounts. Asked when somebody is held who will not do so any more, one after the other,
/// so that two administrators cannot dismiss each other.
pub(super) async fn is_last(tx: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(ONE_IS_DISMISSED).await?;
    }
    let others = Entity::find().filter(account::may(Role::Admin)).filter(Column::Id.ne(id));
    Ok(others.count(tx).await? == 0)
}
