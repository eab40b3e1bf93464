//! Writing to the committee.

use entity::{
    audit_entry::Deed,
    feedback::{self, Kind, State},
    subject::Subject,
    value::Instant,
};
use sea_orm::{DbErr, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::flood::Sender;
use crate::{
    account::is_email,
    app::App,
    audit::{Entry, record},
    text::within,
};

/// A word of a reader.
#[derive(Debug)]
pub(super) struct NewFeedback {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// What it is about, which the reader may see.
    pub(super) about: Option<(Subject, Uuid)>,
    pub(super) reply_to: Option<String>,
    pub(super) account: Option<Uuid>,
}

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum SendError {
    #[error("Say what it is, in at most {LONGEST} characters.")]
    NoText,
    #[error("There is nothing of this id.")]
    NoSubject,
    #[error("“{0}” is not an e-mail address, such as noor@example.org.")]
    NoAddress(String),
    #[error("Much was sent lately; it can be tried again later.")]
    TooMuch(Instant),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The longest text, in characters.
pub(super) const LONGEST: usize = 4_000;

/// Sends it.
pub(super) async fn send(app: &App, sender: Sender, new: NewFeedback) -> Result<feedback::Model, SendError> {
    let text = within(&new.text, LONGEST).ok_or(SendError::NoText)?;
    let reply_to = new.reply_to.as_deref().map(str::trim).filter(|address| !address.is_empty());
    if let Some(address) = reply_to.filter(|address| !is_email(address)) {
        return Err(SendError::NoAddress(address.chars().take(80).collect()));
    }
    let now = app.clock.now();
    app.floods.count(sender, now).map_err(SendError::TooMuch)?;
    let row = feedback::Model {
        id: app.ids.next(),
        kind: new.kind,
        text: text.to_owned(),
        subject: new.about.map(|(subject, _)| subject),
        subject_id: new.about.map(|(_, id)| id),
        account_id: new.account,
        reply_to: reply_to.map(ToOwned::to_owned),
        sent_at: now,
        state: State::Received,
        outcome: None,
        answered_at: None,
        answered_by: None,
    };
    let tx = app.db.begin().await?;
    feedback::Entity::insert(feedback::ActiveModel::from(row.clone())).exec_without_returning(&tx).await?;
    let (detail, deed) = (json!({ "kind": row.kind }), Deed::FeedbackSend);
    record(app, &tx, Entry { by: new.account, deed, subject: Subject::Feedback, id: row.id, detail }).await?;
    tx.commit().await?;
    Ok(row)
}
