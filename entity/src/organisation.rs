//! A society, school, publisher or board: who organises, accredits, owns or supports.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub acronym: Option<String>,
    pub founded: Option<PartialDate>,
    pub is_not_for_profit: Option<bool>,
    pub level: Option<Level>,
    pub website: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// How far something reaches.
    pub enum Level { National, European, PanEuropean, TransEuropean, International, Worldwide }
}
