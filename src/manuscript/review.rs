//! Review: somebody else than the writer reads it, and signs exactly what was read.

use entity::{
    account, manuscript,
    manuscript_step::{self, Review, Step},
    manuscript_version::{Column, Entity},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::{
    deed::{Taken, Untold, hold_to_work, may, step, take},
    published::content_of,
    step_error::{NOTE, StepError},
};
use crate::{app::App, comment, database::Transaction, text::within};

/// Sends a version to review: by a lawyer as well, or not, or as it was wanted before.
pub(super) async fn submit(
    app: &App,
    by: Uuid,
    (id, number): (Uuid, i32),
    is_legal_review_wanted: Option<bool>,
) -> Result<manuscript::Model, StepError> {
    let tx = app.db.begin().await?;
    let row = submit_in(app, &tx, by, (id, number), is_legal_review_wanted).await?.tell(app, &tx).await?;
    tx.commit().await?;
    Ok(row)
}

/// The same within a transaction, which tells of it at its end.
pub(super) async fn submit_in(
    app: &App,
    tx: &Transaction,
    by: Uuid,
    (id, number): (Uuid, i32),
    is_legal_review_wanted: Option<bool>,
) -> Result<Untold, StepError> {
    let mut row = hold_to_work(tx, id, Some(number)).await?;
    row.is_legal_review_wanted = is_legal_review_wanted.unwrap_or(row.is_legal_review_wanted);
    step(app, tx, row, Taken::new(Step::Submit, by)).await
}

/// Sends a version back with what is to be changed.
pub(super) async fn request_changes(
    app: &App,
    by: Uuid,
    id: Uuid,
    number: i32,
    note: &str,
) -> Result<manuscript::Model, StepError> {
    let note = within(note, NOTE).ok_or(StepError::NoNote)?;
    let tx = app.db.begin().await?;
    let row = hold_to_work(&tx, id, Some(number)).await?;
    let taken = Taken { note: Some(note.to_owned()), ..Taken::new(Step::RequestChanges, by) };
    let row = take(app, &tx, row, taken).await?;
    tx.commit().await?;
    Ok(row)
}

/// Signs a version off, for some of the reviews it wants. With the last of them it is approved.
pub(super) async fn approve(
    app: &App,
    by: Uuid,
    (id, number): (Uuid, i32),
    reviews: Vec<Review>,
) -> Result<manuscript::Model, StepError> {
    if reviews.is_empty() {
        return Err(StepError::NoReview);
    }
    let tx = app.db.begin().await?;
    let row = hold_to_work(&tx, id, Some(number)).await?;
    may(&row, Step::Sign)?;
    if has_written(&tx, by, &row).await? {
        return Err(StepError::OwnWork);
    }
    let steps = manuscript_step::Entity::find().filter(manuscript_step::Column::ManuscriptId.eq(id));
    let left = reviews_left(&row, &steps.all(&tx).await?);
    let wanted = left.len();
    let reviews: Vec<Review> = left.into_iter().filter(|review| reviews.contains(review)).collect();
    if reviews.is_empty() {
        return Err(StepError::NotWanted);
    }
    let is_last = reviews.len() == wanted;
    let held = if is_last { comment::holding(&tx, id).await? } else { 0 };
    if held > 0 {
        return Err(StepError::Held(held));
    }
    let step = if is_last { Step::Approve } else { Step::Sign };
    let row = take(app, &tx, row, Taken { reviews, ..Taken::new(step, by) }).await?;
    tx.commit().await?;
    Ok(row)
}

/// The reviews that the latest version still wants, after these steps. What was sent back wants all of them.
pub(super) fn reviews_left(row: &manuscript::Model, steps: &[manuscript_step::Model]) -> Vec<Review> {
    let of_it = steps.iter().filter(|step| step.number == row.number && step.hash == row.hash);
    let sent_back = of_it.clone().filter(|step| step.step == Step::RequestChanges);
    let sent_back = sent_back.map(|step| step.id).max();
    let since = of_it.filter(|step| Some(step.id) > sent_back);
    let signed: Vec<Review> = since.flat_map(|step| step.reviews.iter().copied()).collect();
    let wanted =
        [(Review::Medical, true), (Review::Factual, true), (Review::Legal, row.is_legal_review_wanted)];
    let left = wanted.into_iter().filter(|(review, is_wanted)| *is_wanted && !signed.contains(review));
    left.map(|(review, _)| review).collect()
}

/// Whether an account saved a version of it, or the writer of the account is to sign it.
pub(crate) async fn has_written(
    tx: &Transaction,
    account: Uuid,
    row: &manuscript::Model,
) -> Result<bool, DbErr> {
    let saved = Entity::find().filter(Column::ManuscriptId.eq(row.id)).filter(Column::SavedBy.eq(account));
    if saved.count(tx).await? > 0 {
        return Ok(true);
    }
    let account = account::Entity::find_by_id(account).one(tx).await?;
    let Some(writer) = account.and_then(|account| account.writer_id) else { return Ok(false) };
    Ok(content_of(tx, row).await?.writers.contains(&writer))
}
