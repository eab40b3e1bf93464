//! A large file that is about to come in: who sends it, how long it is and what it hashes to. The bytes that have come
//! so far lie in a file of its id.

use sea_orm::entity::prelude::*;

use crate::{media::Kind, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload_ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub kind: Kind,
    pub bytes: i64,
    pub sha256: String,
    pub begun_at: Instant,
    pub expires_at: Instant,
    /// What became of it.
    pub media_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
