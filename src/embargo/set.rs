//! Setting, moving and lifting embargoes. What waits for its moment follows in the same transaction.

use entity::{
    audit_entry::Deed,
    embargo::{Column, Entity, Model, Rule, Scope},
    lecture,
    subject::Subject,
    value::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

use super::{
    bind::{Out, bind},
    lift::{Lift, last},
    start::starts_of,
};
use crate::{
    app::App,
    audit::{Entry, record},
    database::{Held, Transaction},
    graphql::{MANY as MANY_IDS, among},
    manuscript::{StepError, Untold as Step, follow_embargo, hold_made_of},
    text::within,
};

/// An embargo to be.
#[derive(Clone, Debug)]
pub(super) struct NewEmbargo {
    pub(super) scope: Scope,
    pub(super) rule: Rule,
    /// For a fixed instant.
    pub(super) at: Option<Instant>,
    pub(super) reason: String,
}

/// Why no embargo was set.
#[derive(Debug, thiserror::Error)]
pub(super) enum SetError {
    #[error("Name 1 to {MANY} lectures.")]
    Many,
    #[error("One of the lectures does not exist.")]
    Missing,
    #[error("FIXED_INSTANT wants the instant; the other rules name none.")]
    Instant,
    #[error("LIFTED is what `embargoLift` does.")]
    Lifted,
    #[error("The start of “{0}” is not known to the minute and with its zone; give the instant.")]
    NoStart(String),
    #[error("Say why, in at most {REASON} characters.")]
    Reason,
    #[error("No such embargo holds on “{0}”.")]
    NoEmbargo(String),
    #[error(transparent)]
    Step(#[from] StepError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

const MANY: usize = 100;
const REASON: usize = 2_000;

/// Sets the embargo of a scope on some lectures, all of them or none.
pub(super) async fn set(
    app: &App,
    by: Uuid,
    lectures: Vec<Uuid>,
    new: NewEmbargo,
) -> Result<Vec<Model>, SetError> {
    check(&lectures, &new.reason)?;
    if new.rule == Rule::Lifted {
        return Err(SetError::Lifted);
    }
    if (new.rule == Rule::FixedInstant) != new.at.is_some() {
        return Err(SetError::Instant);
    }
    match set_on_all(app, by, &lectures, &new).await {
        // Something came out while the log was waited for; it is not waiting any more.
        Err(SetError::Step(StepError::IsOut)) => set_on_all(app, by, &lectures, &new).await,
        done => done,
    }
}

async fn set_on_all(
    app: &App,
    by: Uuid,
    lectures: &[Uuid],
    new: &NewEmbargo,
) -> Result<Vec<Model>, SetError> {
    let tx = app.db.begin().await?;
    let held = hold_all(&tx, lectures).await?;
    let starts = starts_of(&tx, &held).await?;
    let mut all = Vec::new();
    for lecture in held {
        let lifts_at = match new.rule {
            Rule::FixedInstant => new.at,
            Rule::OrganiserNotice | Rule::Lifted => None,
            Rule::SessionStart => {
                let start = starts.get(&lecture.id).copied();
                Some(start.ok_or_else(|| SetError::NoStart(lecture.title.clone()))?)
            }
        };
        all.push(put(app, &tx, Some(by), (lecture.id, lifts_at), new).await?);
    }
    end(app, tx, all).await
}

/// Tells of all that was set, as the last act of a transaction.
async fn end(app: &App, tx: Transaction, all: Vec<Untold>) -> Result<Vec<Model>, SetError> {
    let mut told = Vec::with_capacity(all.len());
    for untold in all {
        told.push(untold.tell(app, &tx).await?);
    }
    tx.commit().await?;
    Ok(told)
}

/// Lifts the embargo of a scope, or all that hold, on some lectures: on all of them or on none.
pub(super) async fn lift_now(
    app: &App,
    by: Uuid,
    lectures: Vec<Uuid>,
    scope: Option<Scope>,
    reason: String,
) -> Result<Vec<Model>, SetError> {
    check(&lectures, &reason)?;
    match lift_all(app, by, &lectures, scope, &reason).await {
        Err(SetError::Step(StepError::IsOut)) => lift_all(app, by, &lectures, scope, &reason).await,
        done => done,
    }
}

async fn lift_all(
    app: &App,
    by: Uuid,
    lectures: &[Uuid],
    scope: Option<Scope>,
    reason: &str,
) -> Result<Vec<Model>, SetError> {
    let tx = app.db.begin().await?;
    let (held, now) = (hold_all(&tx, lectures).await?, app.clock.now());
    let mut all = Vec::new();
    for lecture in held {
        let set = set_on(&tx, lecture.id).await?;
        let holding = last(&set).filter(|embargo| embargo.lifts_at.is_none_or(|at| at > now));
        let lifted: Vec<Scope> = holding
            .map(|embargo| embargo.scope)
            .filter(|one| scope.is_none_or(|scope| scope == *one))
            .collect();
        if lifted.is_empty() {
            return Err(SetError::NoEmbargo(lecture.title));
        }
        for scope in lifted {
            let new = NewEmbargo { scope, rule: Rule::Lifted, at: None, reason: reason.to_owned() };
            all.push(put(app, &tx, Some(by), (lecture.id, Some(now)), &new).await?);
        }
    }
    end(app, tx, all).await
}

fn check(lectures: &[Uuid], reason: &str) -> Result<(), SetError> {
    if lectures.is_empty() || lectures.len() > MANY {
        return Err(SetError::Many);
    }
    if within(reason, REASON).is_none() {
        return Err(SetError::Reason);
    }
    Ok(())
}

/// An embargo that was set, with what it moved, and is still to be told.
#[must_use = "who sets an embargo leaves it in the log"]
pub(crate) struct Untold {
    row: Model,
    moved: Vec<Step>,
}

impl Untold {
    /// Tells of it.
    pub(crate) async fn tell(self, app: &App, tx: &Transaction) -> Result<Model, StepError> {
        for step in self.moved {
            step.tell(app, tx).await?;
        }
        let row = self.row;
        let detail = json!({
            "scope": row.scope, "rule": row.rule, "liftsAt": row.lifts_at.map(|at| at.0), "reason": row.reason,
        });
        let (deed, subject, id) = (Deed::EmbargoSet, Subject::Lecture, row.lecture_id);
        record(app, tx, Entry { by: row.set_by, deed, subject, id, detail }).await?;
        Ok(row)
    }
}

/// Sets one on a lecture that is held, and moves what waits for it.
pub(super) async fn put(
    app: &App,
    tx: &Transaction,
    by: Option<Uuid>,
    (lecture, lifts_at): (Uuid, Option<Instant>),
    new: &NewEmbargo,
) -> Result<Untold, SetError> {
    let reason = new.reason.trim().to_owned();
    let before = set_on(tx, lecture).await?;
    let row = Model {
        id: app.ids.next(),
        lecture_id: lecture,
        scope: new.scope,
        rule: new.rule,
        lifts_at,
        reason,
        set_at: before.first().map_or_else(|| app.clock.now(), |last| app.clock.now_after(last.set_at)),
        set_by: by,
    };
    let row = row.into_active_model().reset_all().insert(tx).await?;
    let moved = follow_embargo(app, tx, by, lecture, &row.reason).await?;
    let out = Out::of(tx, Expr::col("lecture_id").eq(lecture), row.set_at).await?;
    bind(tx, lecture, lift(tx, Some(lecture), false).await?, &out).await?;
    Ok(Untold { row, moved })
}

/// The lectures, which all exist, with all that is made of them.
async fn hold_all(tx: &Transaction, ids: &[Uuid]) -> Result<Vec<lecture::Model>, SetError> {
    let held = hold(tx, ids).await?;
    if ids.iter().any(|id| held.iter().all(|lecture| lecture.id != *id)) {
        return Err(SetError::Missing);
    }
    hold_made_of(tx, ids).await?;
    Ok(held)
}

/// The lectures, whose embargoes nobody changes until the transaction ends.
pub(crate) async fn hold(tx: &Transaction, ids: &[Uuid]) -> Result<Vec<lecture::Model>, DbErr> {
    let ids: BTreeSet<Uuid> = ids.iter().copied().collect();
    let mut held = Vec::with_capacity(ids.len());
    for some in Vec::from_iter(ids).chunks(MANY_IDS) {
        let lectures = among(lecture::Column::Id, some, tx.get_database_backend());
        let lectures = lecture::Entity::find().filter(lectures).order_by_asc(lecture::Column::Id);
        held.extend(lectures.held().all(tx).await?);
    }
    Ok(held)
}

/// When what is made of a lecture may be read.
pub(crate) async fn lift(
    db: &impl ConnectionTrait,
    lecture: Option<Uuid>,
    is_abstract_only: bool,
) -> Result<Lift, DbErr> {
    let Some(lecture) = lecture else { return Ok(Lift::Free) };
    Ok(Lift::of(&set_on(db, lecture).await?, is_abstract_only))
}

/// All embargoes that were set on a lecture, the latest first.
async fn set_on(db: &impl ConnectionTrait, lecture: Uuid) -> Result<Vec<Model>, DbErr> {
    let set = Entity::find().filter(Column::LectureId.eq(lecture));
    set.order_by_desc(Column::SetAt).order_by_desc(Column::Id).all(db).await
}
