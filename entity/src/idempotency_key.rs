//! A request that is run once, however often it is sent: an account named it by a key, of which only the hash is kept.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    audit_entry::Deed,
    subject::Subject,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub key_hash: String,
    /// Of the key and all that was asked with it.
    pub request_hash: String,
    /// Which run it belongs to: a deed of any other cannot be committed.
    pub run_id: Uuid,
    pub claimed_at: Instant,
    /// When that run came to its end.
    pub ended_at: Option<Instant>,
    /// What it has done, each written in the transaction of the deed.
    pub done: List<Done>,
    /// What was answered; none if that is not kept.
    #[sea_orm(column_type = "Text", nullable)]
    pub answer: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A deed that was done, and to what.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Done {
    pub deed: Deed,
    pub subject: Subject,
    pub id: Uuid,
}
