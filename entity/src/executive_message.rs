//! Words from the executives of an organisation: signed, in sections, perhaps with a video.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "executive_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub organisation_id: Uuid,
    pub title: String,
    pub programme_year: Option<PartialDate>,
    pub programme_purposes: List<ProgrammePurpose>,
    pub video_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What a conference programme is adapted to.
    pub enum ProgrammePurpose { ContinuousTraining, Education, ProfessionalDevelopment }
}
