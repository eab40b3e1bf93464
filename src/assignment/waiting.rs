//! The questions of what waits for somebody, each one statement.

use entity::{
    account,
    assignment::{self, Task},
    comment, manuscript,
    manuscript::Stage,
    manuscript_version, notice, summary, waiting,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, EntityName, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Alias, Expr, JoinType, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

use super::assign::role_of;
use crate::viewer::Viewer;

/// The manuscripts that wait for an account, under the name of the table they stand for.
pub(super) fn manuscripts(viewer: &Viewer, account: Uuid) -> SelectStatement {
    let signs = viewer.account().and_then(|account| account.writer_id);
    let tasks = [Task::Write, Task::Review, Task::Release];
    let mut parts = tasks
        .into_iter()
        .filter(|task| viewer.standing().has_any(&[role_of(*task)]))
        .map(|task| of_task(task, account, signs));
    let nothing = || of_task(Task::Write, account, signs).and_where(Expr::cust("1 = 0")).to_owned();
    let mut all = parts.next().unwrap_or_else(nothing);
    for part in parts {
        all.union(UnionType::All, part);
    }
    Query::select().from_subquery(all, waiting::Entity.table_name()).to_owned()
}

/// The comments that wait for an account: open ones of others on what it writes.
pub(super) fn comments(account: Uuid) -> SelectStatement {
    use comment::{Column, Entity};

    let on = Column::ManuscriptId;
    let writes = Condition::any().add(saved_by(account, on)).add(has_part(Some(account), Task::Write, on));
    let open = Entity::find().filter(Column::State.eq(comment::State::Open));
    open.filter(Column::WrittenBy.ne(account)).filter(writes).into_query()
}

/// What waits for an account to do one thing: what it is assigned to, and what nobody is assigned to who may do it.
/// Drafts wait for who wrote them, and nothing to review for who wrote it.
fn of_task(task: Task, account: Uuid, signs: Option<Uuid>) -> SelectStatement {
    use manuscript::{Column, Entity};

    let stages: &[Stage] = match task {
        Task::Write => &[Stage::Draft, Stage::ChangesRequested],
        Task::Review => &[Stage::InReview],
        Task::Release => &[Stage::Approved],
    };
    let mut free = Condition::all().add(has_part(None, task, Column::Id).not());
    if task == Task::Write {
        free = free.add(saved_by(account, Column::Id));
    }
    let own = Condition::all()
        .add(Expr::col((assignment::Entity, assignment::Column::ManuscriptId)).equals((Entity, Column::Id)))
        .add(assignment::Column::AccountId.eq(account))
        .add(assignment::Column::Task.eq(task));
    let mine = assignment::Column::Id.is_not_null();
    let mut select = Query::select();
    select
        .column((Entity, Column::Id))
        .expr_as(Expr::val(task.to_value()).cast_as(Alias::new("text")), "task")
        .column((summary::Entity, summary::Column::MeetingId))
        .column((assignment::Entity, assignment::Column::DueAt))
        .column((Entity, Column::ChangedAt))
        .column((assignment::Entity, assignment::Column::AssignedAt))
        .from(Entity)
        .join(
            JoinType::InnerJoin,
            summary::Entity,
            Expr::col((summary::Entity, summary::Column::Id)).equals((Entity, Column::Id)),
        )
        .join(JoinType::LeftJoin, assignment::Entity, own)
        .and_where(Column::Stage.is_in(stages.iter().copied()))
        .and_where(is_retracted().not())
        .cond_where(Condition::any().add(mine).add(free));
    if task == Task::Review {
        select.and_where(saved_by(account, Column::Id).not());
        select.and_where_option(signs.map(|writer| signed_by(writer).not()));
    }
    select
}

/// Whether an account, or anybody, is assigned to something with the manuscript a column names, and may still do it.
fn has_part(account: Option<Uuid>, task: Task, manuscript: impl ColumnTrait) -> Expr {
    use assignment::{Column, Entity};

    // By a name of its own: the statement around it may name the table, too.
    let part = |column: Column| Expr::col(("part", column));
    let mut parts = Query::select();
    parts
        .expr(Expr::val(1))
        .from_as(Entity, "part")
        .join(
            JoinType::InnerJoin,
            account::Entity,
            Expr::col((account::Entity, account::Column::Id)).eq(part(Column::AccountId)),
        )
        .cond_where(account::may(role_of(task)))
        .and_where(part(Column::ManuscriptId).eq(Expr::col(manuscript.as_column_ref())))
        .and_where(part(Column::Task).eq(task.to_value()));
    if task == Task::Review {
        parts.and_where(saved_by(part(Column::AccountId), manuscript).not());
    }
    if let Some(account) = account {
        parts.and_where(part(Column::AccountId).eq(account));
    }
    Expr::exists(parts)
}

/// Whether the summary of the manuscript was retracted: nothing is done with it any more.
fn is_retracted() -> Expr {
    use notice::{Column, Entity, Kind};

    let of =
        Expr::col(Column::SummaryId.as_column_ref()).eq(Expr::col(manuscript::Column::Id.as_column_ref()));
    let retractions = Entity::find().select_only().expr(Expr::val(1)).filter(of);
    Expr::exists(retractions.filter(Column::Kind.eq(Kind::Retraction)).into_query())
}

/// Whether a writer is to sign the latest version.
fn signed_by(writer: Uuid) -> Expr {
    use manuscript::Column as Of;
    use manuscript_version::{Column, Entity};

    let same = |one: Column, other: Of| Expr::col(one.as_column_ref()).eq(Expr::col(other.as_column_ref()));
    let said = Expr::col(Column::Content.as_column_ref()).cast_as(Alias::new("text"));
    let latest = Entity::find().select_only().expr(Expr::val(1));
    let latest = latest.filter(same(Column::ManuscriptId, Of::Id)).filter(same(Column::Number, Of::Number));
    Expr::exists(latest.filter(said.like(format!("%{writer}%"))).into_query())
}

/// Whether an account saved a version of the manuscript a column names.
fn saved_by(account: impl Into<Expr>, manuscript: impl ColumnTrait) -> Expr {
    use manuscript_version::{Column, Entity};

    let of = Expr::col(Column::ManuscriptId.as_column_ref()).eq(Expr::col(manuscript.as_column_ref()));
    let saved = Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(of)
        .filter(Expr::col(Column::SavedBy.as_column_ref()).eq(account));
    Expr::exists(saved.into_query())
}
