//! Ways of asking around comments in bulk.

use std::sync::Arc;

use entity::{
    manuscript::{self, Entity as Manuscript},
    manuscript_version::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, asks, deal, edges};

edges! {
    /// What colleagues remarked on a manuscript, oldest first.
    CommentsOf: comment by comment.ManuscriptId order comment.WrittenAt, comment.Id;
}

asks! {
    /// What was answered to a comment, oldest first.
    RepliesTo: all comment_reply by CommentId(comment_id) order WrittenAt Asc, Id Asc;
}

/// The latest version of a manuscript.
pub(super) struct LatestOf;

impl Ask for LatestOf {
    type Key = Uuid;
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
        let own =
            Expr::col((Manuscript, manuscript::Column::Id)).eq(Expr::col((Entity, Column::ManuscriptId)));
        let latest = Manuscript::find().select_only().column(manuscript::Column::Number).filter(own);
        let wanted = Entity::find()
            .filter(among(Column::ManuscriptId, ids, question.engine))
            .filter(Column::Number.into_expr().eq(latest.into_query()));
        let only = |rows: Vec<_>| rows.into_iter().next().map(Arc::new);
        deal(ids, wanted.all(&question.db).await, only, |row| row.manuscript_id)
    }
}
