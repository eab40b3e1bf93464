//! The body of a summary, apart from the row so that lists do not read it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "summary_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub summary_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub markdown: String,
}

impl ActiveModelBehavior for ActiveModel {}
