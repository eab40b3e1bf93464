//! Something an organisation, a meeting or a message says of itself: a mission, a need, a
//! welcome, a purpose, an educational objective. Ordered within its kind, with its sources.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    organisation::Level,
    subject::Subject,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub kind: Kind,
    pub position: i32,
    pub rank: Option<Rank>,
    pub heading: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub lead_in: Option<String>,
    pub verb: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    pub levels: List<Level>,
    pub as_of: Option<PartialDate>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What a statement is.
    pub enum Kind { Mission, Aim, Need, Impact, History, Policy, Support, Contact, Project, Quality, Description, Welcome, Purpose, Objective, Section, Note }
}

closed_set! {
    /// How much weight its author gives it.
    pub enum Rank { Primary, Further }
}
