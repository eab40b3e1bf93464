//! Giving somebody something to do with a manuscript, and taking it from them.

use entity::{
    account::{self, Role},
    assignment::{ActiveModel, Column, Entity, Task},
    audit_entry::Deed,
    event::Kind,
    manuscript,
    subject::Subject,
    value::Instant,
};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    audit::Entry,
    database::{Held, Rows, Transaction},
    event::{News, announce},
    manuscript::has_written,
};

/// Who is to do what.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) manuscript: Uuid,
    pub(super) account: Uuid,
    pub(super) task: Task,
}

/// Why nobody was assigned, or no longer assigned.
#[derive(Debug, thiserror::Error)]
pub(super) enum AssignError {
    #[error("There is no such manuscript.")]
    Missing,
    #[error("There is no open account of this id whose roles allow it.")]
    NoColleague,
    #[error("Who saved a version of a manuscript does not review it.")]
    OwnWork,
    #[error("Others are assigned by editors.")]
    NotYours,
    #[error("They are not assigned to it.")]
    NotAssigned,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Who may do it.
pub(super) fn role_of(task: Task) -> Role {
    match task {
        Task::Write => Role::Writer,
        Task::Review => Role::Reviewer,
        Task::Release => Role::Editor,
    }
}

/// Assigns somebody. Done again, it is for another deadline.
pub(super) async fn assign(
    app: &App,
    by: Uuid,
    part: Part,
    due: Option<Instant>,
) -> Result<manuscript::Model, AssignError> {
    let tx = app.db.begin().await?;
    let manuscript = hold(&tx, part.manuscript).await?;
    let account = account::Entity::find_by_id(part.account).one(&tx).await?;
    let may =
        |account: &account::Model| account.closed_at.is_none() && account.roles.contains(&role_of(part.task));
    if !account.as_ref().is_some_and(may) {
        return Err(AssignError::NoColleague);
    }
    if part.task == Task::Review && has_written(&tx, part.account, &manuscript).await? {
        return Err(AssignError::OwnWork);
    }
    let row = ActiveModel {
        id: Set(app.ids.next()),
        manuscript_id: Set(part.manuscript),
        account_id: Set(part.account),
        task: Set(part.task),
        due_at: Set(due),
        assigned_by: Set(by),
        assigned_at: Set(app.clock.now()),
    };
    let anew = OnConflict::columns([Column::ManuscriptId, Column::Task, Column::AccountId])
        .update_columns([Column::DueAt, Column::AssignedBy, Column::AssignedAt])
        .to_owned();
    Entity::insert(row).on_conflict(anew).exec_without_returning(&tx).await?;
    let entry = entry(by, part, Deed::AssignmentMake, due);
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Assign, part.manuscript)).await?;
    tx.commit().await?;
    Ok(manuscript)
}

/// Takes from somebody what they had to do.
pub(super) async fn unassign(app: &App, by: Uuid, part: Part) -> Result<manuscript::Model, AssignError> {
    let tx = app.db.begin().await?;
    let manuscript = hold(&tx, part.manuscript).await?;
    let own = Entity::delete_many()
        .filter(Column::ManuscriptId.eq(part.manuscript))
        .filter(Column::AccountId.eq(part.account))
        .filter(Column::Task.eq(part.task));
    if own.exec(&tx).await?.rows_affected == 0 {
        return Err(AssignError::NotAssigned);
    }
    let entry = entry(by, part, Deed::AssignmentEnd, None);
    announce(app, &tx, entry, Rows::default(), News::at_desk(Kind::Assign, part.manuscript)).await?;
    tx.commit().await?;
    Ok(manuscript)
}

async fn hold(tx: &Transaction, id: Uuid) -> Result<manuscript::Model, AssignError> {
    let found = manuscript::Entity::find_by_id(id).held().one(tx).await?;
    found.ok_or(AssignError::Missing)
}

fn entry(by: Uuid, part: Part, deed: Deed, due: Option<Instant>) -> Entry {
    let detail =
        json!({ "account": part.account, "task": part.task.to_value(), "dueAt": due.map(|due| due.0) });
    Entry { by: Some(by), deed, subject: Subject::Manuscript, id: part.manuscript, detail }
}
