//! One talk or poster given at a meeting, as far as the sources tell of it.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    session::Kind,
    value::{AbstractNumber, List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lecture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub meeting_id: Uuid,
    pub session_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    pub title_kind: TitleKind,
    pub is_title_truncated: bool,
    pub abstract_number: Option<AbstractNumber>,
    pub abstract_key: Option<String>,
    pub kind: Kind,
    pub programme: Option<String>,
    pub date: Option<PartialDate>,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub press_briefing: Option<String>,
    pub doi: Option<String>,
    pub external_ids: List<ExternalId>,
    pub data_status: DataStatus,
    pub is_clinically_relevant: Option<bool>,
    pub is_on_demand: Option<bool>,
    pub completeness: Completeness,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,

    #[sea_orm(belongs_to, from = "meeting_id", to = "id")]
    pub meeting: BelongsTo<super::meeting::Entity>,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<Option<super::session::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A number some other system gives the thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct ExternalId {
    pub scheme: String,
    pub value: String,
}

closed_set! {
    /// Whose words a title is in.
    pub enum TitleKind { Official, Secondary, Descriptive }
}

closed_set! {
    /// Whether the data had been shown before.
    pub enum DataStatus { Unpublished, PublishedElsewhere, Encore, Final, Interim, Unknown }
}

closed_set! {
    /// How much of a record the sources allowed.
    pub enum Completeness { Full, Partial, Stub }
}
