//! Who signs a summary, in order.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "summary_writer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub summary_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub writer_id: Uuid,
    pub position: i32,

    #[sea_orm(belongs_to, from = "summary_id", to = "id")]
    pub summary: BelongsTo<super::summary::Entity>,
    #[sea_orm(belongs_to, from = "writer_id", to = "id")]
    pub writer: BelongsTo<super::writer::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
