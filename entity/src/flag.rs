//! Something that wants a second look, because what it was built on has changed.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "flag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Kind,
    /// What changed, or rests on what did.
    pub summary_id: Uuid,
    pub notice_id: Option<Uuid>,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub raised_at: Instant,
    pub settled_at: Option<Instant>,
    pub settled_by: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// Why it was raised.
    pub enum Kind { BuiltOnNotice, ResultDiffers }
}
