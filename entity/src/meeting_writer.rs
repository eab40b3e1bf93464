//! Which medical writers cover a meeting, in the order they are named.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_writer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub writer_id: Uuid,
    pub position: i32,

    #[sea_orm(belongs_to, from = "writer_id", to = "id")]
    pub writer: BelongsTo<super::writer::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
