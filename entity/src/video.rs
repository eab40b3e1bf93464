//! A film or a recording.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "video")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    pub kind: Kind,
    #[sea_orm(column_type = "Text", nullable)]
    pub extract_of: Option<String>,
    pub copyright_year: Option<PartialDate>,
    pub url: Option<String>,
    pub duration_seconds: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// How a video is made.
    pub enum Kind { ToCamera, ExpertToExpert, Panel, Lecture, Film, Webcast }
}
