//! What waits for somebody. No table: what a question over manuscripts and assignments answers.

use sea_orm::entity::prelude::*;

use crate::{Readable, assignment::Task, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting")]
pub struct Model {
    /// Of the manuscript.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task: Task,
    pub meeting_id: Option<Uuid>,
    pub due_at: Option<Instant>,
    pub changed_at: Instant,
    /// None if it waits for anybody of the role.
    pub assigned_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Readable for Entity {
    const ID: Self::Column = Column::Id;
}
