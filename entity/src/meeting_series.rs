//! What recurs: an annual meeting, a conference format. Carries what is true of every edition.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    session::Kind as SessionKind,
    value::{Decimal, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub kind: Kind,
    pub periodicity: Option<String>,
    pub duration_days_min: Option<Decimal>,
    pub duration_days_max: Option<Decimal>,
    pub duration_printed: Option<String>,
    pub is_single_theme: Option<bool>,
    pub participants_min: Option<i32>,
    pub participants_max: Option<i32>,
    pub audience: List<TrainingStage>,
    pub is_audience_printed_empty: bool,
    pub scope: List<ResearchScope>,
    pub knowledge: List<Knowledge>,
    pub features: List<Feature>,
    pub session_kinds: List<SessionKind>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of meeting recurs.
    pub enum Kind { AnnualMeeting, Congress, InternationalConference, HowToDiagnoseAndTreat, TranslationalResearchConference, ClinicalUpdate, TrainingCourse, Tutorial, Workshop, Conference }
}

closed_set! {
    /// How far somebody is in training.
    pub enum TrainingStage { InTraining, FullyTrained }
}

closed_set! {
    /// From the bench to the bedside.
    pub enum ResearchScope { Basic, Translational, Clinical, Therapeutic, Diagnostic, Perspectives }
}

closed_set! {
    /// How new the knowledge presented is.
    pub enum Knowledge { StateOfTheArt, CuttingEdge, NewOftenUnpublished }
}

closed_set! {
    /// What the format makes room for.
    pub enum Feature { Intensive, AmpleDiscussion, CriticalDiscussion, InformalInteraction, IndividualMentoring, Voting, CaseBased }
}
