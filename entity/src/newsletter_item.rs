//! One entry of an issue: a highlight and the words that lead to it.

use sea_orm::entity::prelude::*;

use crate::subject::Subject;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newsletter_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub newsletter_id: Uuid,
    pub position: i32,
    pub subject: Subject,
    pub subject_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub teaser: Option<String>,

    #[sea_orm(belongs_to, from = "newsletter_id", to = "id")]
    pub newsletter: BelongsTo<super::newsletter::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
