//! Noting what a run does, while it does it.

use entity::idempotency_key::{Done, Model};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, IntoActiveModel};

use super::claim::Claim;
use crate::database::Transaction;

/// Notes a deed in its own transaction, which fails if another run has taken over meanwhile. Does nothing for a
/// request without a key.
pub(crate) async fn note(tx: &Transaction, deed: Done) -> Result<(), DbErr> {
    let Some(claim) = Claim::of_this_run() else { return Ok(()) };
    let Some(row) = claim.hold(tx).await? else {
        return Err(DbErr::Custom("another run has taken over the idempotency key".to_owned()));
    };
    let Model { mut done, .. } = row.clone();
    done.0.push(deed);
    let mut row = row.into_active_model();
    row.done = Set(done);
    row.update(tx).await?;
    Ok(())
}

/// Whether the deeds of this request are noted.
pub(crate) fn is_noted() -> bool {
    Claim::of_this_run().is_some()
}

/// A secret was made in this request: its answer is not to be kept.
pub(crate) fn tell_no_answer() {
    if let Some(claim) = Claim::of_this_run() {
        claim.set_secret();
    }
}
