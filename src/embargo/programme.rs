//! A session that moves takes its embargo with it.

use entity::{
    embargo::{Column, Entity, Rule},
    lecture,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    lift::last,
    set::{NewEmbargo, SetError, hold, put},
    start::start_of,
};
use crate::{
    app::App,
    database::Transaction,
    manuscript::{StepError, hold_made_of},
};

const REASON: &str = "The programme was changed.";

/// Moves the embargoes that lift when a session starts, after the programme was changed. One whose start is not known
/// any more stays where it was.
pub(crate) async fn follow_programme(app: &App, tx: &Transaction) -> Result<(), DbErr> {
    let with_session = Entity::find().filter(Column::Rule.eq(Rule::SessionStart)).all(tx).await?;
    let mut lectures: Vec<_> = with_session.into_iter().map(|embargo| embargo.lecture_id).collect();
    lectures.sort_unstable();
    lectures.dedup();
    let held = hold(tx, &lectures).await?;
    hold_made_of(tx, &lectures).await?;
    for lecture in held {
        follow(app, tx, &lecture).await.map_err(|error| match error {
            SetError::Database(error) | SetError::Step(StepError::Database(error)) => error,
            error => DbErr::Custom(error.to_string()),
        })?;
    }
    Ok(())
}

async fn follow(app: &App, tx: &Transaction, lecture: &lecture::Model) -> Result<(), SetError> {
    let set = Entity::find().filter(Column::LectureId.eq(lecture.id));
    let set = set.order_by_desc(Column::SetAt).order_by_desc(Column::Id).all(tx).await?;
    let Some(start) = start_of(tx, lecture).await? else { return Ok(()) };
    let moved = last(&set).filter(|one| one.rule == Rule::SessionStart && one.lifts_at != Some(start));
    for embargo in moved {
        let new =
            NewEmbargo { scope: embargo.scope, rule: embargo.rule, at: None, reason: REASON.to_owned() };
        put(app, tx, None, (lecture.id, Some(start)), &new).await?;
    }
    Ok(())
}
