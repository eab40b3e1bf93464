//! What is known of a file that came in at the desk, beyond what is known of every file.

use sea_orm::entity::prelude::*;

use crate::{
    transcript::Cue,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub media_id: Uuid,
    /// Of the bytes as they came; those that are kept may differ.
    pub source_sha256: String,
    /// In base 64; none for what is no image.
    pub thumbhash: Option<String>,
    /// How a sound is encoded.
    pub codec: Option<String>,
    pub tags: List<Tag>,
    /// What captions say.
    pub cues: Option<List<Cue>>,
    pub uploaded_by: Uuid,
    pub uploaded_at: Instant,

    #[sea_orm(belongs_to, from = "media_id", to = "id")]
    pub media: BelongsTo<super::media::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a sound says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Tag {
    pub name: String,
    pub value: String,
}
