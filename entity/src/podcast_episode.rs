//! One episode: sound, the people who speak, chapters, and a transcript kept apart.

use sea_orm::entity::prelude::*;

use crate::{
    summary::Status,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "podcast_episode")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub series_id: Option<Uuid>,
    pub lecture_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    pub season: Option<i32>,
    pub number: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub description: Option<String>,
    pub language: String,
    #[sea_orm(column_type = "Text")]
    pub audio: String,
    pub audio_type: String,
    pub audio_bytes: Option<i64>,
    pub duration_seconds: i32,
    pub chapters: List<Chapter>,
    pub status: Status,
    pub published_at: Option<Instant>,
    pub is_demonstration: bool,
}

impl ActiveModelBehavior for ActiveModel {}

/// A named point in the sound.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Chapter {
    pub start_ms: i32,
    pub title: String,
}
