//! What somebody has written of a manuscript and not saved: one slot for each, which is no version.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "autosave")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub manuscript_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// The number of the version it was made from.
    pub based_on: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    pub saved_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
