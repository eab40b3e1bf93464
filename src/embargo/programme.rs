//! What an import brings: a session that moves takes its embargo with it, and what is new is bound as all else.

use std::collections::BTreeSet;

use entity::{
    embargo::{Column, Entity, Model, Rule},
    lecture,
    value::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SelectStatement},
};
use uuid::Uuid;

use super::{
    bind::{Out, bind},
    lift::{Lift, last},
    set::{NewEmbargo, SetError, Untold, hold, put},
    start::starts_of,
};
use crate::{
    app::App,
    database::Transaction,
    graphql::{MANY, among},
    manuscript::{StepError, hold_made_of},
};

const REASON: &str = "The programme was changed.";

/// On PostgreSQL nobody takes hold of a lecture while a bundle is brought in, which changes them in the order of its
/// files.
const ALONE: &str = "LOCK TABLE lecture IN EXCLUSIVE MODE";

/// Before a bundle is brought in: what readers see of lectures that are or may come under an embargo.
pub(crate) async fn before_import(app: &App, tx: &Transaction) -> Result<Out, DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(ALONE).await?;
    }
    let now = app.clock.now();
    let bound = lectures_with(binding(now).add(Column::Rule.eq(Rule::SessionStart)));
    Out::of(tx, Expr::col("lecture_id").in_subquery(bound), now).await
}

/// After it: embargoes that lift when a session starts move with it, and what was brought is read no earlier than it
/// may be. An embargo until a start that is not known any more stays where it was. What was moved is still to be told.
pub(crate) async fn after_import(app: &App, tx: &Transaction, out: &Out) -> Result<Vec<Untold>, DbErr> {
    let moved = follow(app, tx).await.map_err(broken)?;
    for set in sets(tx, binding(app.clock.now())).await?.chunk_by(is_on_the_same) {
        if let [embargo, ..] = set {
            bind(tx, embargo.lecture_id, Lift::of(set, false), out).await?;
        }
    }
    Ok(moved)
}

/// Tells of what an import moved, as the last act of its transaction.
pub(crate) async fn tell_of_import(app: &App, tx: &Transaction, moved: Vec<Untold>) -> Result<(), DbErr> {
    for untold in moved {
        untold.tell(app, tx).await.map_err(|error| broken(error.into()))?;
    }
    Ok(())
}

fn broken(error: SetError) -> DbErr {
    match error {
        SetError::Database(error) | SetError::Step(StepError::Database(error)) => error,
        SetError::Step(StepError::IsOut) => {
            DbErr::Custom("something came out that was to be moved; import again".to_owned())
        }
        error => DbErr::Custom(error.to_string()),
    }
}

async fn follow(app: &App, tx: &Transaction) -> Result<Vec<Untold>, SetError> {
    let set = sets(tx, Condition::any().add(Column::Rule.eq(Rule::SessionStart))).await?;
    let with_session = set
        .chunk_by(is_on_the_same)
        .flat_map(last)
        .filter(|embargo| embargo.rule == Rule::SessionStart)
        .collect::<Vec<_>>();
    let starts = starts_of(tx, &lectures_of(tx, &with_session).await?).await?;
    let start_of = |embargo: &Model| starts.get(&embargo.lecture_id).copied();
    let other = with_session.into_iter().filter(|embargo| start_of(embargo).is_some());
    let other: Vec<&Model> = other.filter(|embargo| embargo.lifts_at != start_of(embargo)).collect();
    let lectures: Vec<Uuid> = other.iter().map(|embargo| embargo.lecture_id).collect();
    hold(tx, &lectures).await?;
    hold_made_of(tx, &lectures).await?;
    let mut moved = Vec::with_capacity(other.len());
    for embargo in other {
        let new =
            NewEmbargo { scope: embargo.scope, rule: embargo.rule, at: None, reason: REASON.to_owned() };
        moved.push(put(app, tx, None, (embargo.lecture_id, start_of(embargo)), &new).await?);
    }
    Ok(moved)
}

async fn lectures_of(tx: &Transaction, embargoes: &[&Model]) -> Result<Vec<lecture::Model>, DbErr> {
    let ids: BTreeSet<Uuid> = embargoes.iter().map(|embargo| embargo.lecture_id).collect();
    let mut lectures = Vec::with_capacity(ids.len());
    for some in Vec::from_iter(ids).chunks(MANY) {
        let found = among(lecture::Column::Id, some, tx.get_database_backend());
        lectures.extend(lecture::Entity::find().filter(found).all(tx).await?);
    }
    Ok(lectures)
}

/// Embargoes that may hold at a moment.
fn binding(now: Instant) -> Condition {
    Condition::any().add(Column::LiftsAt.is_null()).add(Column::LiftsAt.gt(now))
}

fn lectures_with(embargo: Condition) -> SelectStatement {
    Entity::find().select_only().column(Column::LectureId).filter(embargo).into_query()
}

/// All embargoes of the lectures that have one that fits, lecture by lecture, the latest first.
async fn sets(tx: &Transaction, embargo: Condition) -> Result<Vec<Model>, DbErr> {
    let sets = Entity::find().filter(Column::LectureId.in_subquery(lectures_with(embargo)));
    let sets = sets.order_by_asc(Column::LectureId).order_by_desc(Column::SetAt).order_by_desc(Column::Id);
    sets.all(tx).await
}

fn is_on_the_same(one: &Model, other: &Model) -> bool {
    one.lecture_id == other.lecture_id
}
