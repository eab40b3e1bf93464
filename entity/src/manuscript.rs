//! What a summary is made from. It has the id of its summary, whose row stands ready from the first draft on and
//! is filled when it is released.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "manuscript")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stage: Stage,
    /// Of its latest version.
    pub number: i32,
    /// Of its latest version.
    pub hash: String,
    pub changed_at: Instant,
    pub is_legal_review_wanted: bool,
    /// The moment it was released for, unless it is released with the embargo on its lecture.
    pub release_at: Option<Instant>,

    #[sea_orm(belongs_to, from = "id", to = "id")]
    pub summary: BelongsTo<super::summary::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// How far it is on its way to the readers.
    pub enum Stage { Draft, InReview, ChangesRequested, Approved, Released }
}
