//! Asking for assignments in bulk.

use std::sync::Arc;

use entity::assignment::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// Who is to do what with a manuscript, by task.
pub(super) struct AssignmentsOf;

impl Ask for AssignmentsOf {
    type Key = Uuid;
    type Answer = Arc<[Model]>;

    async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
        let wanted = Entity::find().filter(among(Column::ManuscriptId, ids, question.engine));
        let wanted = wanted.order_by_asc(Column::Task).order_by_asc(Column::Id);
        deal(ids, wanted.all(&question.db).await, Arc::from, |row| row.manuscript_id)
    }
}
