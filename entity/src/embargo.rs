//! An embargo on what was said in a lecture, as somebody set it. Never changed: the last one of a lecture and scope
//! holds, and those before it are its history.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "embargo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub lecture_id: Uuid,
    pub scope: Scope,
    pub rule: Rule,
    /// None as long as nobody knows.
    pub lifts_at: Option<Instant>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub set_at: Instant,
    /// None if the programme was changed at the machine itself.
    pub set_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What it covers.
    pub enum Scope { WholeItem, AbstractText, BeyondAbstract }
}

closed_set! {
    /// When it lifts.
    pub enum Rule { FixedInstant, SessionStart, OrganiserNotice, Lifted }
}
