//! A counted claim: attendees, abstracts, visitors a year. Claims that disagree stand side by
//! side, each with its sources; at most one is preferred.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    subject::Subject,
    value::{Decimal, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "metric")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub name: String,
    pub value: Decimal,
    pub qualifier: Qualifier,
    pub unit: Option<String>,
    pub period: Option<String>,
    pub as_of: Option<PartialDate>,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    pub is_preferred: bool,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// How exact a count claims to be.
    pub enum Qualifier { Exact, Approximate, MoreThan, LessThan, Stated, Unknown }
}
