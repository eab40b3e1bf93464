//! Changing an account. Somebody who may manage accounts always remains.

use entity::{
    account::{self, Column, Entity, Role},
    audit_entry::Deed,
    subject::Subject,
    value::Instant,
    writer,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, SqlErr,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    add::{LONGEST, address, once_each},
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
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) roles: Option<Vec<Role>>,
    pub(super) writer: OfWriter,
    pub(super) is_open: Option<bool>,
}

/// Which writer an account is to belong to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum OfWriter {
    #[default]
    AsBefore,
    Nobody,
    One(Uuid),
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChangeError {
    #[error("There is no such account.")]
    Missing,
    #[error("“{0}” is not an e-mail address, such as noor@example.org.")]
    NoEmail(String),
    #[error("There is an account with this e-mail address.")]
    Taken,
    #[error("There is no such writer.")]
    NoWriter,
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
    if let OfWriter::One(writer) = change.writer
        && writer::Entity::find_by_id(writer).count(&tx).await? == 0
    {
        return Err(ChangeError::NoWriter);
    }
    let after = change.of(&before, app.clock.now())?;
    if manages(&before) && !manages(&after) && is_last(&tx, id).await? {
        return Err(ChangeError::LastAdmin);
    }
    after.clone().into_active_model().reset_all().update(&tx).await.map_err(|error| {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => ChangeError::Taken,
            _ => ChangeError::Database(error),
        }
    })?;
    if after.closed_at.is_some() {
        end_all(&tx, app.clock.now(), id).await?;
    }
    let detail = json!({ "email": after.email, "name": after.name, "writer": after.writer_id, "roles": after.roles.0, "isOpen": after.closed_at.is_none() });
    let entry = Entry { by: Some(by), deed: Deed::AccountChange, subject: Subject::Account, id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(after)
}

impl Change {
    fn of(self, before: &account::Model, now: Instant) -> Result<account::Model, ChangeError> {
        let mut after = before.clone();
        if let Some(email) = self.email {
            after.email = address(&email).ok_or(ChangeError::NoEmail(email))?;
        }
        if let Some(name) = self.name {
            within(&name, LONGEST).ok_or(ChangeError::NoName)?.clone_into(&mut after.name);
        }
        if let Some(roles) = self.roles {
            after.roles = once_each(roles);
        }
        if after.roles.is_empty() {
            return Err(ChangeError::NoRole);
        }
        match self.writer {
            OfWriter::AsBefore => {}
            OfWriter::Nobody => after.writer_id = None,
            OfWriter::One(writer) => after.writer_id = Some(writer),
        }
        match self.is_open {
            Some(true) => after.closed_at = None,
            Some(false) => after.closed_at = after.closed_at.or(Some(now)),
            None => {}
        }
        Ok(after)
    }
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
