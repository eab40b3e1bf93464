//! A group of a trial and what it was given.

use sea_orm::entity::prelude::*;

use crate::closed::closed_set;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arm")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub trial_id: Uuid,
    pub position: i32,
    pub name: String,
    pub role: Option<Role>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What the group is for.
    pub enum Role { Experimental, ActiveComparator, Placebo, StandardOfCare, SingleArm, Cohort }
}
