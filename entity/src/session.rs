//! A block of the programme: a plenary, a debate, a poster hall. Times are local and printed
//! without a zone, so they stay text.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub meeting_id: Uuid,
    pub position: i32,
    pub kind: Kind,
    pub printed_kind: Option<String>,
    pub code: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub programme: Option<String>,
    pub date: Option<PartialDate>,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub time_zone: Option<String>,
    pub is_parallel: bool,
    pub is_thematic: bool,

    #[sea_orm(belongs_to, from = "meeting_id", to = "id")]
    pub meeting: BelongsTo<super::meeting::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of session it is.
    pub enum Kind {
        Plenary, LateBreaking, Oral, Poster, PosterWalk, Education, Scientific, SpecialInterest, MeetTheExpert,
        ControversialDebate, Workshop, ClinicalCaseStudy, SelfAssessment, RoundTable, Panel, Lecture, Keynote,
        AwardLecture, Mentoring, PresidentialSymposium, JointSymposium, SatelliteSymposium, BestOf, PressBriefing,
        Opening, Awards, BusinessMeeting, Other, Unknown,
    }
}
