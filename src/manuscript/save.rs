//! Saving: each save is a version for itself. Who was overtaken is shown what the other wrote, and nothing of
//! either is lost.

use entity::{
    manuscript::{self, Stage},
    manuscript_step::Step,
    manuscript_version::{self, Column, Entity},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::{
    attached,
    content::{Content, ContentError, REASON},
    deed::{Taken, hold_to_work, take},
    published::is_out,
    step_error::StepError,
};
use crate::{app::App, autosave, database::Rows};

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    #[error("Somebody saved version {} meanwhile; yours was not saved over it.", .0.number)]
    Conflict(Box<manuscript_version::Model>),
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error(transparent)]
    Step(#[from] StepError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What somebody saves, and why.
pub(crate) struct Saving {
    pub(crate) by: Uuid,
    pub(crate) content: Content,
    pub(crate) reason: Option<String>,
    /// Whether it is what was kept between two saves, or takes its place.
    pub(crate) ends_autosave: bool,
}

impl Saving {
    /// Checks what is said of the change.
    pub(super) fn check_reason(&self) -> Result<(), ContentError> {
        let length = self.reason.as_ref().map_or(0, |reason| reason.chars().count());
        if length > REASON { Err(ContentError::Reason) } else { Ok(()) }
    }
}

/// Saves what somebody made of a version. The same again is no new version.
pub(super) async fn save(
    app: &App,
    id: Uuid,
    expected: i32,
    saving: &Saving,
) -> Result<manuscript::Model, SaveError> {
    saving.check_reason()?;
    saving.content.check(app.db.reader()).await?;
    let hash = saving.content.hash()?;
    let tx = app.db.begin().await?;
    attached::hold(&tx, &saving.content).await.map_err(ContentError::from)?;
    let mut row = hold_to_work(&tx, id, None).await?;
    if !(1..=row.number).contains(&expected) {
        return Err(StepError::NoVersion(expected).into());
    }
    if row.hash == hash {
        if saving.ends_autosave {
            autosave::clear(&tx, id, saving.by).await?;
        }
        tx.commit().await?;
        return Ok(row);
    }
    if row.number != expected {
        let theirs = Entity::find().filter(Column::ManuscriptId.eq(id)).filter(Column::Number.eq(row.number));
        let theirs = theirs.one(&tx).await?.ok_or(StepError::Missing)?;
        return Err(SaveError::Conflict(Box::new(theirs)));
    }
    if row.stage == Stage::Released && !is_out(&tx, id, app.clock.now()).await? {
        // What waits for its moment is withdrawn first, so that nothing else comes out at it.
        return Err(StepError::WrongStage(row.stage, Step::Save).into());
    }
    row.number += 1;
    row.hash = hash;
    if saving.ends_autosave {
        autosave::clear(&tx, id, saving.by).await?;
    }
    let mut rows = Rows::default();
    add(&mut rows, new_version(app, &row, saving)?, &saving.content);
    let taken = Taken { note: saving.reason.clone(), rows, ..Taken::new(Step::Save, saving.by) };
    let row = take(app, &tx, row, taken).await?;
    tx.commit().await?;
    Ok(row)
}

/// The version a manuscript says it has.
pub(super) fn new_version(
    app: &App,
    of: &manuscript::Model,
    saving: &Saving,
) -> Result<manuscript_version::Model, DbErr> {
    let content = serde_json::to_value(&saving.content).map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(manuscript_version::Model {
        id: app.ids.next(),
        manuscript_id: of.id,
        number: of.number,
        content,
        hash: of.hash.clone(),
        saved_by: saving.by,
        saved_at: app.clock.now(),
        reason: saving.reason.clone(),
    })
}

/// Writes a version, and which files it shows.
pub(super) fn add(rows: &mut Rows, version: manuscript_version::Model, content: &Content) {
    let uses = attached::uses(version.id, content);
    rows.add(version.into_active_model());
    rows.add_many(uses);
}
