//! What a colleague has to do with a manuscript, and until when.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub manuscript_id: Uuid,
    pub account_id: Uuid,
    pub task: Task,
    pub due_at: Option<Instant>,
    pub assigned_by: Uuid,
    pub assigned_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What there is to do with a manuscript.
    pub enum Task { Write, Review, Release }
}
