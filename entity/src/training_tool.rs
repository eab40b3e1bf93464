//! Something to learn from outside a meeting: a handbook, a curriculum, a webcast.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    organisation::Level,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "training_tool")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    pub edition: Option<String>,
    pub first_edition: Option<PartialDate>,
    pub is_free: Option<bool>,
    pub has_quiz: Option<bool>,
    pub available_from: Option<PartialDate>,
    pub available_until: Option<PartialDate>,
    pub url: Option<String>,
    pub reach: Option<Level>,
    pub audience: List<Audience>,
    pub meeting_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of tool.
    pub enum Kind { InteractiveHandbook, ThematicCurriculum, ConferenceWebcast, SlideCollection, CaseLibrary }
}

closed_set! {
    /// Whom it is for.
    pub enum Audience { Haematologist, Clinician, Scientist, Trainee, Nurse, Pharmacist }
}
