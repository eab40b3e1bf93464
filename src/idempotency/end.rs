//! The end of a run.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, IntoActiveModel, ModelTrait};

use super::claim::Claim;
use crate::app::App;

/// The longest answer that is kept, in bytes.
const LONGEST: usize = 256 * 1024;

/// Keeps the answer for whoever asks again; without one, what was done is kept. What did nothing and has no answer can
/// be asked again.
pub(crate) async fn end(app: &App, claim: &Claim, answer: Option<&str>) -> Result<(), DbErr> {
    let answer = answer.filter(|answer| answer.len() <= LONGEST && !claim.has_secret());
    let tx = app.db.begin().await?;
    if let Some(row) = claim.hold(&tx).await? {
        if answer.is_none() && row.done.is_empty() {
            row.delete(&tx).await?;
        } else {
            let mut row = row.into_active_model();
            row.ended_at = Set(Some(app.clock.now()));
            row.answer = Set(answer.map(ToOwned::to_owned));
            row.update(&tx).await?;
        }
    }
    tx.commit().await
}
