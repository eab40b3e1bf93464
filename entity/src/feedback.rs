//! What a reader wrote to the committee, and what became of it.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Kind,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// What it is about; none if it is about the whole.
    pub subject: Option<Subject>,
    pub subject_id: Option<Uuid>,
    /// Who wrote it; none if nobody was signed in.
    pub account_id: Option<Uuid>,
    /// Where an answer is wished.
    pub reply_to: Option<String>,
    pub sent_at: Instant,
    pub state: State,
    /// What became of it.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    pub answered_at: Option<Instant>,
    pub answered_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of word.
    pub enum Kind { ErrorReport, ProgrammeWish, Suggestion }
}

closed_set! {
    /// How far the committee has come with it.
    pub enum State { Received, Acknowledged, ActedOn, Declined }
}
