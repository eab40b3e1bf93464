//! One step in the story of where and when a meeting is held. Steps are only ever added.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, meeting::Format, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: Uuid,
    pub seq: i32,
    pub kind: Kind,
    pub announced_on: Option<PartialDate>,
    pub starts_on: Option<PartialDate>,
    pub ends_on: Option<PartialDate>,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
    pub format: Option<Format>,
    pub reason: Option<Reason>,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason_text: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What changed.
    pub enum Kind { Announced, Rescheduled, Relocated, MovedOnline, MadeHybrid, Postponed, Cancelled, Extended }
}

closed_set! {
    /// Why it changed.
    pub enum Reason { Pandemic, Travel, Venue, Programme, Security, Other, Unknown }
}
