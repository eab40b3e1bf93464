//! The part a person plays in something: presents a lecture, chairs a meeting, speaks in a
//! podcast, signs a message. When sources disagree on who it was, each claim is a row, marked
//! disputed, with its own sources.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject, value::List};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contribution")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub role: Role,
    pub position: i32,
    pub credentials: List<String>,
    pub affiliations: List<String>,
    pub is_disputed: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,

    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// The parts a person can play.
    pub enum Role { Presenter, FirstAuthor, CoAuthor, SeniorAuthor, Author, Chair, Moderator, Discussant, Panellist, Speaker, Interviewer, Interviewee, Host, MedicalWriter, Editor, MedicalReviewer, Translator, Producer, Narrator, Signatory, Awardee, Commentator }
}
