//! That an episode came out with a manuscript, and is replaced when that is corrected.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "released_episode")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub episode_id: Uuid,
    pub manuscript_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
