//! A system that accredits continuing medical education, and how it keeps quality.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    organisation::Level,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accreditation_scheme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub level: Option<Level>,
    pub started: Option<PartialDate>,
    pub ended: Option<PartialDate>,
    pub grant_number: Option<String>,
    pub quality_measures: List<QualityMeasure>,
}

impl ActiveModelBehavior for ActiveModel {}

/// One way of keeping quality.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct QualityMeasure {
    pub kind: QualityKind,
    pub timing: Timing,
    pub text: String,
}

closed_set! {
    /// What is done for quality.
    pub enum QualityKind { PriorPeerReview, ScientificCommitteeReview, OngoingEvaluation, ParticipantQuestionnaire, SiteVisit, IndependenceStatement, PostEventReport }
}

closed_set! {
    /// When it is done.
    pub enum Timing { Before, During, After, Ongoing }
}
