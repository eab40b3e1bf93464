//! One step of a manuscript on its way: who took it, when, and with what version.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "manuscript_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub manuscript_id: Uuid,
    pub step: Step,
    /// Of the version it was taken with.
    pub number: i32,
    pub hash: String,
    pub taken_by: Uuid,
    pub taken_at: Instant,
    /// When readers were to see it, for a release.
    pub released_at: Option<Instant>,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// What was signed, for a signature.
    pub reviews: List<Review>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What can be done with a manuscript.
    pub enum Step { Save, Submit, RequestChanges, Sign, Approve, Release, Withdraw, Correct }
}

closed_set! {
    /// What a reviewer reads for.
    pub enum Review { Medical, Factual, Legal }
}
