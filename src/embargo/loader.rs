//! Embargoes in bulk.

use std::sync::Arc;

use entity::embargo::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// All that were set on a lecture, the latest first.
pub(crate) struct EmbargoesOn;

impl Ask for EmbargoesOn {
    type Key = Uuid;
    type Answer = Arc<[Model]>;

    async fn answer(question: &Question, lectures: &[Uuid]) -> Answers<Self> {
        let set = Entity::find().filter(among(Column::LectureId, lectures, question.engine));
        let set = set.order_by_desc(Column::SetAt).order_by_desc(Column::Id);
        deal(lectures, set.all(&question.db).await, Arc::from, |row| row.lecture_id)
    }
}
