//! What our writers make of a lecture: a lead message, take-home messages tied to results, and
//! a body. Readers see it once it is published; until then it does not exist for them.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "summary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub lecture_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub lead_message: String,
    pub language: String,
    pub status: Status,
    pub published_at: Option<Instant>,
    pub reading_minutes: Option<i32>,
    pub is_demonstration: bool,

    #[sea_orm(belongs_to, from = "lecture_id", to = "id")]
    pub lecture: BelongsTo<Option<super::lecture::Entity>>,
    #[sea_orm(belongs_to, from = "meeting_id", to = "id")]
    pub meeting: BelongsTo<Option<super::meeting::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// Where a highlight stands on its way to the readers.
    pub enum Status { Draft, Published }
}
