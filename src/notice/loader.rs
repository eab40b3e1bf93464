//! Ways of asking around notices in bulk.

use std::sync::Arc;

use entity::manuscript_version::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal, edges};

edges! {
    /// What readers were told about a summary, oldest first.
    NoticesOf: notice by notice.SummaryId order notice.IssuedAt, notice.Id;
}

/// Versions that were published once, by id.
pub(super) struct FormerText;

impl Ask for FormerText {
    type Key = Uuid;
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
        let found = Entity::find().filter(among(Column::Id, ids, question.engine)).all(&question.db).await;
        deal(ids, found, |rows| rows.into_iter().next().map(Arc::new), |row| row.id)
    }
}
