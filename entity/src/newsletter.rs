//! One issue of a highlights newsletter: its preheader and its items in order.

use sea_orm::entity::prelude::*;

use crate::{summary::Status, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newsletter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub meeting_id: Option<Uuid>,
    pub code: String,
    pub ordinal: Option<i32>,
    #[sea_orm(column_type = "Text", nullable)]
    pub subject_line: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub preheader: String,
    pub language: String,
    pub status: Status,
    pub published_at: Option<Instant>,
    pub is_demonstration: bool,
}

impl ActiveModelBehavior for ActiveModel {}
