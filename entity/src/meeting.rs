//! One edition of a congress or conference. Where and when it is held is the fold of its
//! schedule steps, kept here so that it can be sorted and filtered.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub series_id: Option<Uuid>,
    pub ordinal: Option<i32>,
    pub name: String,
    pub short_name: Option<String>,
    pub hashtag: Option<String>,
    pub theme: Option<String>,
    pub format: Format,
    pub status: Status,
    pub starts_on: Option<PartialDate>,
    pub starts_on_key: Option<i32>,
    pub ends_on: Option<PartialDate>,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
    pub time_zone: Option<String>,
    pub talks_available_from: Option<PartialDate>,
    pub on_demand_from: Option<PartialDate>,
    pub is_registration_free: Option<bool>,
    pub are_fees_refunded: Option<bool>,
    pub platform: Option<String>,
    pub platform_purposes: List<PlatformPurpose>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// How people meet.
    pub enum Format { InPerson, Virtual, Hybrid, OnDemand, Unknown }
}

closed_set! {
    /// Where an edition stands.
    pub enum Status { Planned, Announced, Rescheduled, MovedOnline, Postponed, Cancelled, Running, Held }
}

closed_set! {
    /// What a virtual platform is for.
    pub enum PlatformPurpose { Learning, Collaboration, Networking }
}
