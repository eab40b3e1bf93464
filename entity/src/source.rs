//! Where a fact comes from: a page, a paper, a register, a printed programme.
//! Every fact in the house can name its sources.

use sea_orm::entity::prelude::*;

use crate::closed::closed_set;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub url: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub locator: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of document a source is.
    pub enum Kind { Seed, ProgrammePage, Abstract, Journal, News, PressRelease, OrganiserPage, Registry, ProjectReport, PublicCode, Other }
}
