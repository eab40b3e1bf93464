//! Releasing: from a moment on, readers see the version that was approved. The moment is judged when they read, so
//! that no job can be late.

use entity::{
    Readable, citation, lecture, manuscript, manuscript_step::Step, manuscript_version, summary,
    value::Instant,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{
    attached,
    content::Content,
    deed::{StepError, Taken, hold, may, take},
    fill::fill,
    slides,
};
use crate::app::App;

/// Releases a version at a moment, or now. What was released for later is released for another moment.
pub(super) async fn release(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
    at: Option<Instant>,
) -> Result<manuscript::Model, StepError> {
    let now = app.clock.now();
    let at = at.map_or(now, |at| at.max(now));
    let tx = app.db.begin().await?;
    let row = hold(&tx, id, Some(number)).await?;
    let summary = summary::Entity::find_by_id(id).one(&tx).await?.ok_or(StepError::Missing)?;
    if is_out(&tx, id, now).await? {
        return Err(StepError::IsOut);
    }
    may(&row, Step::Release)?;
    let content = content_of(&tx, &row).await?;
    let missing = missing(&tx, &summary, &content).await?;
    if !missing.is_empty() {
        return Err(StepError::Unready(missing));
    }
    fill(app, &tx, summary, &content, at).await?;
    let row = take(app, &tx, row, Taken { released_at: Some(at), ..Taken::new(Step::Release, by) }).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes back what was released for later.
pub(super) async fn withdraw(
    app: &App,
    by: Uuid,
    id: Uuid,
    note: Option<String>,
) -> Result<manuscript::Model, StepError> {
    let tx = app.db.begin().await?;
    let row = hold(&tx, id, None).await?;
    if is_out(&tx, id, app.clock.now()).await? {
        return Err(StepError::IsOut);
    }
    may(&row, Step::Withdraw)?;
    let back = summary::ActiveModel {
        id: Set(id),
        status: Set(summary::Status::Draft),
        published_at: Set(None),
        ..Default::default()
    };
    back.update(&tx).await?;
    attached::take_back(&tx, id).await?;
    let row = take(app, &tx, row, Taken { note, ..Taken::new(Step::Withdraw, by) }).await?;
    tx.commit().await?;
    Ok(row)
}

/// Puts an approved version in the place of the one that readers see. Tells which that was.
pub(crate) async fn correct(
    app: &App,
    tx: &DatabaseTransaction,
    by: Uuid,
    id: Uuid,
    number: i32,
) -> Result<Option<Uuid>, StepError> {
    let row = hold(tx, id, Some(number)).await?;
    let summary = summary::Entity::find_by_id(id).one(tx).await?.ok_or(StepError::Missing)?;
    may(&row, Step::Correct)?;
    let content = content_of(tx, &row).await?;
    let missing = missing(tx, &summary, &content).await?;
    if !missing.is_empty() {
        return Err(StepError::Unready(missing));
    }
    let before = published_version(tx, id).await?;
    let since = summary.published_at.unwrap_or_else(|| app.clock.now());
    fill(app, tx, summary, &content, since).await?;
    take(app, tx, row, Taken { released_at: Some(app.clock.now()), ..Taken::new(Step::Correct, by) }).await?;
    Ok(before)
}

/// The version that readers see.
async fn published_version(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<Uuid>, DbErr> {
    use entity::manuscript_step::{Column, Entity};

    let steps = Entity::find().filter(Column::ManuscriptId.eq(id));
    let steps = steps.filter(Column::Step.is_in([Step::Release, Step::Correct])).order_by_desc(Column::Id);
    let Some(last) = steps.one(tx).await? else { return Ok(None) };
    let version = manuscript_version::Entity::find()
        .filter(manuscript_version::Column::ManuscriptId.eq(id))
        .filter(manuscript_version::Column::Number.eq(last.number));
    Ok(version.one(tx).await?.map(|version| version.id))
}

/// Whether readers see a summary.
pub(crate) async fn is_out(tx: &DatabaseTransaction, id: Uuid, now: Instant) -> Result<bool, DbErr> {
    let readable = summary::Entity::readable(now).filter(summary::Column::Id.eq(id));
    Ok(readable.count(tx).await? > 0)
}

async fn content_of(tx: &DatabaseTransaction, row: &manuscript::Model) -> Result<Content, DbErr> {
    let version = manuscript_version::Entity::find()
        .filter(manuscript_version::Column::ManuscriptId.eq(row.id))
        .filter(manuscript_version::Column::Number.eq(row.number));
    let version = version.one(tx).await?.ok_or_else(|| DbErr::RecordNotFound("a version".to_owned()))?;
    serde_json::from_value(version.content).map_err(|error| DbErr::Json(error.to_string()))
}

/// What a summary must have before readers see it.
async fn missing(
    tx: &DatabaseTransaction,
    summary: &summary::Model,
    content: &Content,
) -> Result<Vec<&'static str>, DbErr> {
    let lecture = match summary.lecture_id {
        Some(id) => lecture::Entity::find_by_id(id).one(tx).await?,
        None => None,
    };
    let cited = citation::Entity::find().filter(citation::Column::SubjectId.eq(summary.id)).count(tx).await?;
    let wants = [
        (content.lead_message.trim().is_empty(), "a lead message"),
        (content.body.trim().is_empty(), "a body"),
        (content.writers.is_empty(), "a writer who signs it"),
        (content.take_home_messages.is_empty(), "a take-home message"),
        (
            cited == 0 && lecture.is_none_or(|lecture| lecture.abstract_number.is_none()),
            "a reference, or a lecture with an abstract number",
        ),
    ];
    let wants = wants.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what));
    Ok(wants.chain(slides::missing(&content.slides)).collect())
}
