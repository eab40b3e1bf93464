//! An office somebody holds in an organisation or at a meeting, for as long as sources say.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub organisation_id: Uuid,
    pub meeting_id: Option<Uuid>,
    pub role: Role,
    pub title: String,
    pub held_from: Option<PartialDate>,
    pub held_until: Option<PartialDate>,
    pub as_of: Option<PartialDate>,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// The offices of the field.
    pub enum Role { President, PresidentElect, PastPresident, ScientificCommitteeChair, ScientificCommitteeMember, EducationProgrammeCoChair, ScientificProgrammeCoChair, ExecutiveDirector, Other }
}
