//! What is declared of summaries, in bulk.

use std::sync::Arc;

use entity::declaration::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// What is declared of a summary; none if it was published before that was asked.
pub(crate) struct DeclarationOf;

impl Ask for DeclarationOf {
    type Key = Uuid;
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, summaries: &[Uuid]) -> Answers<Self> {
        let matching = among(Column::SummaryId, summaries, question.engine);
        let found = Entity::find().filter(matching).all(&question.db).await;
        deal(summaries, found, |rows| rows.into_iter().next().map(Arc::new), |row| row.summary_id)
    }
}
