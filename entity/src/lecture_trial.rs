//! Which trials a lecture reports.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lecture_trial")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lecture_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub trial_id: Uuid,
    pub position: i32,

    #[sea_orm(belongs_to, from = "lecture_id", to = "id")]
    pub lecture: BelongsTo<super::lecture::Entity>,
    #[sea_orm(belongs_to, from = "trial_id", to = "id")]
    pub trial: BelongsTo<super::trial::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
