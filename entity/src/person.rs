//! Somebody named at a congress, in an office or on a highlight.
//! A name may be printed in several ways; all of them are kept.

use sea_orm::entity::prelude::*;

use crate::value::List;

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub sort_key: String,
    pub name_variants: List<String>,
    pub credentials: List<String>,
    pub affiliations: List<String>,
    pub orcid: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
