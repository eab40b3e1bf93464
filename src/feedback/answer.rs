//! Answering: what became of it.

use entity::{
    audit_entry::Deed,
    feedback::{self, Entity, State},
    subject::Subject,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    audit::{Entry, record},
    database::Held,
    text::within,
};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum AnswerError {
    #[error("There is no such feedback.")]
    Missing,
    #[error("It was received; say what became of it since.")]
    BadState,
    #[error("Say what was done, or why it is declined, in at most {LONGEST} characters.")]
    NoOutcome,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The longest outcome, in characters.
const LONGEST: usize = 2_000;

/// What is said about the outcome.
pub(super) enum Outcome {
    /// It stays as it is.
    Stays,
    /// It is this, or none.
    Is(Option<String>),
}

/// Says what became of it.
pub(super) async fn answer(
    app: &App,
    by: Uuid,
    id: Uuid,
    state: State,
    outcome: Outcome,
) -> Result<feedback::Model, AnswerError> {
    if state == State::Received {
        return Err(AnswerError::BadState);
    }
    let tx = app.db.begin().await?;
    let found = Entity::find_by_id(id).held().one(&tx).await?;
    let mut after = found.ok_or(AnswerError::Missing)?;
    if let Outcome::Is(outcome) = outcome {
        let said = outcome.filter(|text| !text.trim().is_empty());
        let short =
            said.map(|text| within(&text, LONGEST).map(ToOwned::to_owned).ok_or(AnswerError::NoOutcome));
        after.outcome = short.transpose()?;
    }
    if after.outcome.is_none() && state != State::Acknowledged {
        return Err(AnswerError::NoOutcome);
    }
    after.state = state;
    after.answered_at = Some(app.clock.now());
    after.answered_by = Some(by);
    let mut row = after.clone().into_active_model();
    row.state = Set(after.state);
    row.outcome = Set(after.outcome.clone());
    row.answered_at = Set(after.answered_at);
    row.answered_by = Set(after.answered_by);
    row.update(&tx).await?;
    let detail = json!({ "state": state, "outcome": after.outcome });
    let entry = Entry { by: Some(by), deed: Deed::FeedbackAnswer, subject: Subject::Feedback, id, detail };
    record(app, &tx, entry).await?;
    tx.commit().await?;
    Ok(after)
}
