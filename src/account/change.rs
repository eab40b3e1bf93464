//! Changing an account: its name, its roles, whether it is open. Somebody who may manage accounts always
//! remains.

use entity::{
    account::{self, Column, Entity, Role},
    audit_entry::Deed,
    subject::Subject,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
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
    let all = hold_open(&tx).await?;
    let Some(before) = Entity::find_by_id(id).one(&tx).await? else { return Err(ChangeError::Missing) };
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
    let manages =
        |account: &account::Model| account.closed_at.is_none() && account.roles.contains(&Role::Admin);
    if !manages(&after) && !all.iter().any(|other| other.id != id && manages(other)) {
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

/// All open accounts. Held until the transaction ends, so that two administrators cannot dismiss each other, and always
/// before any one of them, so that nobody waits in a circle.
pub(super) async fn hold_open(tx: &impl ConnectionTrait) -> Result<Vec<account::Model>, DbErr> {
    let open = Entity::find().filter(Column::ClosedAt.is_null()).order_by_asc(Column::Id);
    open.held().all(tx).await
}
