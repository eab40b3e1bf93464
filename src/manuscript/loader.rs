//! Ways of asking around manuscripts in bulk.

use std::sync::Arc;

use entity::manuscript_version::{Column, Entity, Model};
use sea_orm::{EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, asks, deal};

asks! {
    /// All versions, the latest first.
    VersionsOf: all manuscript_version by ManuscriptId(manuscript_id) order Number Desc;
    /// All steps, the latest first.
    StepsOf: all manuscript_step by ManuscriptId(manuscript_id) order TakenAt Desc, Id Desc;
    /// The summary that is made of it, whether or not readers see it.
    SummaryOf: one summary by Id(id);
    /// An account by its id, open or closed.
    AccountOf: one account by Id(id);
}

/// The version of a manuscript that has a number.
pub(super) struct VersionAt;

impl Ask for VersionAt {
    type Key = (Uuid, i32);
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        let named = Expr::tuple([Expr::col(Column::ManuscriptId), Expr::col(Column::Number)]);
        let found = Entity::find().filter(named.in_tuples(keys.iter().copied())).all(&question.db).await;
        let only = |rows: Vec<_>| rows.into_iter().next().map(Arc::new);
        deal(keys, found, only, |row| (row.manuscript_id, row.number))
    }
}
