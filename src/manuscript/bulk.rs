//! One step with many manuscripts.

use entity::{
    manuscript::{self, Column, Entity},
    summary,
    value::Instant,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{deed::Untold, release, review, step_error::StepError};
use crate::{
    app::App,
    database::{Held, Transaction},
    embargo,
};

/// What to do if some of many cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    AllOrNothing,
    GoodOnes,
}

/// A version of a manuscript.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) id: Uuid,
    pub(super) number: i32,
}

/// A step that is taken with many.
#[derive(Clone, Copy)]
pub(super) enum Bulk {
    Submit,
    Release(Option<Instant>),
}

type Done = Vec<Result<manuscript::Model, StepError>>;

/// Takes a step with many: with all or none, or with those it can be taken with. Each result is told in its place; where
/// all or none is asked and one is refused, none was done.
pub(super) async fn all(
    app: &App,
    by: Uuid,
    step: Bulk,
    named: &[Named],
    policy: Policy,
) -> Result<Done, DbErr> {
    let mut done = Vec::with_capacity(named.len());
    if policy == Policy::GoodOnes {
        for (place, one) in named.iter().enumerate() {
            if let Some(twice) = twice(named, place) {
                done.push(Err(twice));
                continue;
            }
            let tx = app.db.begin().await?;
            let taken = match take(app, &tx, by, step, *one).await {
                Ok(untold) => untold.tell(app, &tx).await,
                Err(error) => Err(error),
            };
            end(tx, taken.is_ok()).await?;
            done.push(broken(taken)?);
        }
        return Ok(done);
    }
    let tx = app.db.begin().await?;
    hold(&tx, named).await?;
    let mut taken = Vec::with_capacity(named.len());
    for (place, one) in named.iter().enumerate() {
        taken.push(match twice(named, place) {
            Some(twice) => Err(twice),
            None => broken(take(app, &tx, by, step, *one).await)?,
        });
    }
    let is_good = taken.iter().all(Result::is_ok);
    for one in taken {
        done.push(match one {
            Ok(untold) if is_good => broken(untold.tell(app, &tx).await)?,
            Ok(untold) => Ok(untold.undone()),
            Err(error) => Err(error),
        });
    }
    end(tx, done.iter().all(Result::is_ok)).await?;
    Ok(done)
}

/// What is the matter if the manuscript in a place is also in one before.
fn twice(named: &[Named], place: usize) -> Option<StepError> {
    let id = named.get(place)?.id;
    let first = named.iter().take(place).position(|one| one.id == id)?;
    Some(StepError::Twice(first, place))
}

/// Takes hold of all rows in one order, so that two who take hold of the same do not wait for each other.
async fn hold(tx: &Transaction, named: &[Named]) -> Result<(), DbErr> {
    let summaries = summary::Entity::find().filter(summary::Column::Id.is_in(named.iter().map(|one| one.id)));
    let lectures: Vec<Uuid> = summaries.all(tx).await?.into_iter().filter_map(|row| row.lecture_id).collect();
    embargo::hold(tx, &lectures).await?;
    let rows = Entity::find().filter(Column::Id.is_in(named.iter().map(|one| one.id)));
    rows.order_by_asc(Column::Id).held().all(tx).await?;
    Ok(())
}

async fn take(
    app: &App,
    tx: &Transaction,
    by: Uuid,
    step: Bulk,
    Named { id, number }: Named,
) -> Result<Untold, StepError> {
    match step {
        Bulk::Submit => review::submit_in(app, tx, by, (id, number), None).await,
        Bulk::Release(at) => {
            let moment = release::Moment { number, at };
            release::release_in(app, tx, by, id, moment).await
        }
    }
}

async fn end(tx: Transaction, is_good: bool) -> Result<(), DbErr> {
    if is_good { tx.commit().await } else { tx.rollback().await }
}

/// What the database refused is nobody's to mend.
fn broken<T>(taken: Result<T, StepError>) -> Result<Result<T, StepError>, DbErr> {
    match taken {
        Err(StepError::Database(error)) => Err(error),
        taken => Ok(taken),
    }
}
