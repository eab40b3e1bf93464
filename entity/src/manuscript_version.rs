//! A manuscript as it was saved once. Never changed.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "manuscript_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub manuscript_id: Uuid,
    /// From 1.
    pub number: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// SHA-256 of the content.
    pub hash: String,
    pub saved_by: Uuid,
    pub saved_at: Instant,
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
