//! Ways of asking around media in bulk.

use entity::{media, upload};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::graphql::{Answers, Ask, Question, asks, deal};

asks! {
    /// What is known of uploads, by the ids of their media.
    UploadOf: one upload by MediaId(media_id);
}

/// What is drawn while an image is on its way, by the path of the image.
pub(super) struct ThumbhashOf;

impl Ask for ThumbhashOf {
    type Key = String;
    type Answer = Option<String>;

    async fn answer(question: &Question, paths: &[String]) -> Answers<Self> {
        let wanted = upload::Entity::find().find_also_related(media::Entity);
        let found = wanted.filter(media::Column::Path.is_in(paths)).all(&question.db).await;
        let hash = |rows: Vec<(upload::Model, Option<media::Model>)>| {
            rows.into_iter().next().and_then(|(upload, _)| upload.thumbhash)
        };
        deal(paths, found, hash, |(_, media)| media.as_ref().map(|row| row.path.clone()).unwrap_or_default())
    }
}
