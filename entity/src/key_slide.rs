//! An image worth a lecture's hour, with words for those who cannot see it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_slide")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub lecture_id: Option<Uuid>,
    pub summary_id: Option<Uuid>,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub caption: String,
    #[sea_orm(column_type = "Text")]
    pub image: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub alt: String,
    pub is_demonstration: bool,

    #[sea_orm(belongs_to, from = "lecture_id", to = "id")]
    pub lecture: BelongsTo<Option<super::lecture::Entity>>,
    #[sea_orm(belongs_to, from = "summary_id", to = "id")]
    pub summary: BelongsTo<Option<super::summary::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
