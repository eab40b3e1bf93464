//! A medical writer: who signs summaries. May be a person we know more about, or a desk.

use sea_orm::entity::prelude::*;

use crate::value::List;

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "writer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub person_id: Option<Uuid>,
    pub organisation_id: Option<Uuid>,
    pub name: String,
    pub credentials: List<String>,
    pub photo: Option<String>,
    pub photo_alt: Option<String>,
    pub is_demonstration: bool,
}

impl ActiveModelBehavior for ActiveModel {}
