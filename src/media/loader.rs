//! Ways of asking around media in bulk.

use std::sync::Arc;

use entity::{media, upload};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// What is known of uploads, by the ids of their media.
pub(super) struct UploadOf;

impl Ask for UploadOf {
    type Key = Uuid;
    type Answer = Option<Arc<upload::Model>>;

    async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
        let wanted = upload::Entity::find().filter(among(upload::Column::MediaId, ids, question.engine));
        let found = wanted.all(&question.db).await;
        deal(ids, found, |rows| rows.into_iter().next().map(Arc::new), |row| row.media_id)
    }
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
