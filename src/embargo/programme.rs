//! What an import brings: a session that moves takes its embargo with it, and what is new is bound as all else.

use entity::{
    embargo::{Column, Entity, Model, Rule},
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
    set::{NewEmbargo, SetError, hold, put},
    start::starts_of,
};
use crate::{
    app::App,
    database::Transaction,
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
/// may be. An embargo until a start that is not known any more stays where it was.
pub(crate) async fn after_import(app: &App, tx: &Transaction, out: &Out) -> Result<(), DbErr> {
    follow(app, tx).await.map_err(|error| match error {
        SetError::Database(error) | SetError::Step(StepError::Database(error)) => error,
        error => DbErr::Custom(error.to_string()),
    })?;
    for set in sets(tx, binding(app.clock.now())).await?.chunk_by(is_on_the_same) {
        if let [embargo, ..] = set {
            bind(tx, embargo.lecture_id, Lift::of(set, false), out).await?;
        }
    }
    Ok(())
}

async fn follow(app: &App, tx: &Transaction) -> Result<(), SetError> {
    let set = sets(tx, Condition::any().add(Column::Rule.eq(Rule::SessionStart))).await?;
    let with_session = set
        .chunk_by(is_on_the_same)
        .flat_map(last)
        .filter(|embargo| embargo.rule == Rule::SessionStart)
        .collect::<Vec<_>>();
    let lectures: Vec<Uuid> = with_session.iter().map(|embargo| embargo.lecture_id).collect();
    let starts = starts_of(tx, &hold(tx, &lectures).await?).await?;
    hold_made_of(tx, &lectures).await?;
    for embargo in with_session {
        let Some(start) = starts.get(&embargo.lecture_id).copied() else { continue };
        if embargo.lifts_at != Some(start) {
            let new =
                NewEmbargo { scope: embargo.scope, rule: embargo.rule, at: None, reason: REASON.to_owned() };
            put(app, tx, None, (embargo.lecture_id, Some(start)), &new).await?;
        }
    }
    Ok(())
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
