//! Reading the outbox.

use std::sync::Arc;

use entity::{
    event::{Column, Entity, Model},
    value::Instant,
};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{
    follow::Audience,
    position::{Position, Told},
    window::{BATCH, KEPT, Window},
};
use crate::{app::App, database::Reader};

/// Who comes back after more events than this is not told them one by one.
pub(super) const FAR: u64 = 10_000;

/// What is known at a moment, for the first time.
pub(super) async fn window(db: &Reader, now: Instant) -> Result<Window, DbErr> {
    let last = Entity::find().order_by_desc(Column::Number).limit(KEPT as u64).all(db).await?;
    let lifts = Entity::find().filter(Column::ShownAt.is_not_null()).order_by_desc(Column::ShownAt);
    let lifts = lifts.order_by_desc(Column::Number).limit(KEPT as u64).all(db).await?;
    Ok(Window::new(now, last, lifts))
}

/// What happened after a number, in its order.
pub(super) async fn after(db: &Reader, number: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Number.gt(number))
        .order_by_asc(Column::Number)
        .limit(KEPT as u64)
        .all(db)
        .await
}

/// The last number there is.
pub(super) async fn head(db: &Reader) -> Result<i64, DbErr> {
    let last = Entity::find().select_only().column(Column::Number).order_by_desc(Column::Number);
    Ok(last.into_tuple().one(db).await?.unwrap_or(0))
}

/// The last number that readers know of at a moment.
pub(super) async fn end_for_readers(db: &Reader, now: Instant) -> Result<i64, DbErr> {
    let known = Entity::find().filter(Column::ShownAt.lte(now)).order_by_desc(Column::Number);
    Ok(known.select_only().column(Column::Number).into_tuple().one(db).await?.unwrap_or(0))
}

/// What comes after a position at a moment, read by a listener who is behind what is kept in memory.
pub(super) async fn next(
    db: &Reader,
    audience: Audience,
    from: Position,
    now: Instant,
) -> Result<Vec<Told>, DbErr> {
    match audience {
        Audience::Desk(_) => {
            let later = of(audience).filter(Column::Number.gt(from.number)).order_by_asc(Column::Number);
            Ok(from.next_of_desk(page(later, db).await?))
        }
        Audience::Readers => {
            let lifted = of(audience).filter(is_lifted(from, now));
            let lifted = lifted.order_by_asc(Column::ShownAt).order_by_asc(Column::Number);
            let lifted = page(lifted, db).await?;
            if !lifted.is_empty() {
                return Ok(from.next_of_readers(now, lifted, Vec::new()));
            }
            let later = of(audience).filter(is_later(from, now)).order_by_asc(Column::Number);
            Ok(from.next_of_readers(now, lifted, page(later, db).await?))
        }
    }
}

/// Whether more comes after a position than is told one by one.
pub(super) async fn is_far(app: &App, audience: Audience, from: Position) -> Result<bool, DbErr> {
    let now = app.clock.now();
    let rest = match audience {
        Audience::Desk(_) => of(audience).filter(Column::Number.gt(from.number)),
        Audience::Readers => {
            of(audience).filter(Condition::any().add(is_lifted(from, now)).add(is_later(from, now)))
        }
    };
    let beyond = rest.select_only().column(Column::Number).offset(FAR).limit(1);
    Ok(beyond.into_tuple::<i64>().one(app.db.reader()).await?.is_some())
}

/// All that is ever told to these listeners.
fn of(audience: Audience) -> Select<Entity> {
    match audience {
        Audience::Readers => Entity::find().filter(Column::ShownAt.is_not_null()),
        Audience::Desk(None) => Entity::find(),
        Audience::Desk(Some(manuscript)) => Entity::find().filter(Column::SummaryId.eq(manuscript)),
    }
}

fn is_lifted(from: Position, now: Instant) -> Condition {
    let at_once = Condition::all().add(Column::ShownAt.eq(from.at)).add(Column::Number.gt(from.within));
    let since = Condition::any().add(Column::ShownAt.gt(from.at)).add(at_once);
    let within = Condition::all().add(Column::ShownAt.gte(from.at)).add(Column::ShownAt.lte(now));
    within.add(Column::Number.lte(from.number)).add(since)
}

fn is_later(from: Position, now: Instant) -> Condition {
    Condition::all().add(Column::Number.gt(from.number)).add(Column::ShownAt.lte(now))
}

async fn page(wanted: Select<Entity>, db: &Reader) -> Result<Vec<Arc<Model>>, DbErr> {
    let rows = wanted.limit(BATCH as u64).all(db).await?;
    Ok(rows.into_iter().map(Arc::new).collect())
}
