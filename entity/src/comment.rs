//! What a colleague remarks on a version of a manuscript, on one of its fields, or on a stretch of a text.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub manuscript_id: Uuid,
    /// Of the version it was made on.
    pub number: i32,
    /// As it is stored; none if it is on the whole version.
    pub field: Option<String>,
    /// Where the stretch begins, in characters from 0.
    pub start: Option<i32>,
    #[sea_orm(column_type = "Text", nullable)]
    pub quote: Option<String>,
    /// What stood before it.
    pub before: Option<String>,
    /// What stood after it.
    pub after: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Whether nothing is approved until it is resolved.
    pub is_blocking: bool,
    pub state: State,
    pub written_by: Uuid,
    pub written_at: Instant,
    pub resolved_by: Option<Uuid>,
    pub resolved_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// Whether it waits for something.
    pub enum State { Open, Resolved }
}
