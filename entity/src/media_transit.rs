//! Bytes on their way in, or on their way out.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media_transit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of the bytes.
    pub sha256: String,
    /// Whether they are being taken away.
    pub is_going: bool,
    pub since: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
