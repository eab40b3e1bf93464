//! What a colleague answers to a comment.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_reply")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub comment_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub written_by: Uuid,
    pub written_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
