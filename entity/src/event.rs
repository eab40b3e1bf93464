//! Something that happened and is worth telling: the outbox, written with the change itself. Each has the id and the
//! number of its entry in the log, so that events are in the order of their commits.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// That of its entry in the log. The log has entries that are no events.
    pub number: i64,
    pub at: Instant,
    pub kind: Kind,
    /// The summary it happened to, and its manuscript.
    pub summary_id: Uuid,
    pub notice_id: Option<Uuid>,
    /// Who did it.
    pub account_id: Option<Uuid>,
    /// The number of the version it was done with.
    pub version: Option<i32>,
    /// When readers were to see it, for a release.
    pub released_at: Option<Instant>,
    /// From when on readers are told; none if they are not, or not any more.
    pub shown_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What happened.
    pub enum Kind { Draft, Save, Submit, RequestChanges, Sign, Approve, Release, Withdraw, Correct, Notice, Comment, Assign }
}
