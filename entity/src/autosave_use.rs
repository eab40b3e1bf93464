//! That what somebody has written and not saved showed a file since they saved last. As long as there is one, the file
//! stays.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "autosave_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub manuscript_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub media_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
