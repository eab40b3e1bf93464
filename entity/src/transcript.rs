//! What is said in an episode, apart from the row so that lists do not read it.

use sea_orm::entity::prelude::*;

use crate::value::List;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transcript")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub episode_id: Uuid,
    pub cues: List<Cue>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A stretch of speech.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Cue {
    pub start_ms: i32,
    pub end_ms: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    pub text: String,
}
