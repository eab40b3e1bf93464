//! Ways in to manuscripts, for the desk.

use async_graphql::{Context, Enum, ID, Object, OneofObject};
use entity::{
    manuscript::{self, Column},
    subject::Subject,
    summary,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::object::Manuscript;
use crate::graphql::{
    ById, Connection, DateTimeFilter, Desk, EnumFilter, NodeId, OrderOf, Result, filter, input, sorted,
};

/// Names one manuscript.
#[derive(Clone, Debug, OneofObject)]
pub enum ManuscriptBy {
    /// Its id, as a field `id` answered it.
    Id(ID),
    /// The name of its summary in addresses.
    Slug(String),
}

/// Where a manuscript stands, apart from whether its moment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::manuscript::Stage")]
pub enum ManuscriptState {
    /// It is being written.
    Draft,
    /// Somebody else reads it.
    InReview,
    /// It was sent back.
    ChangesRequested,
    /// It was signed off and waits to be released.
    Approved,
    /// It is released, for now or for later.
    Released,
}

filter! {
    /// Which manuscripts.
    pub struct ManuscriptWhere {
        /// Where it stands.
        state: EnumFilter<ManuscriptState> = |filter, _| Ok(filter.on::<entity::manuscript::Stage>(Column::Stage));
        /// When a step was taken last.
        changed_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::ChangedAt));
    }
}

sorted! {
    /// What manuscripts are sorted by.
    ManuscriptOrderField(manuscript, ManuscriptWhere, ChangedAt Desc) {
        /// By the moment a step was taken last.
        ChangedAt = ChangedAt always;
    }
}

/// The ways in to `Manuscript`.
#[derive(Default)]
pub struct ManuscriptQuery;

#[Object]
impl ManuscriptQuery {
    /// One manuscript. For writers, reviewers and editors.
    async fn manuscript(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key that names it.")] by: ManuscriptBy,
    ) -> Option<Result<Manuscript>> {
        find(ctx, by).await.transpose()
    }

    /// Manuscripts, the one that moved last first. For writers, reviewers and editors.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn manuscripts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<ManuscriptWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<
            Vec<OrderOf<Manuscript>>,
        >,
    ) -> Option<Result<Connection<Manuscript>>> {
        Some(Connection::of_all(ctx, input(first, after, last, before, filter, order_by)).await)
    }
}

async fn find(ctx: &Context<'_>, by: ManuscriptBy) -> Result<Option<Manuscript>> {
    let id = match by {
        ManuscriptBy::Id(id) => NodeId::decode_as(&id, Subject::Manuscript)?,
        ManuscriptBy::Slug(slug) => {
            let named = summary::Entity::find().filter(summary::Column::Slug.eq(slug));
            let Some(found) = named.one(&ctx.question().db).await? else { return Ok(None) };
            found.id
        }
    };
    Ok(ctx.load::<ById<manuscript::Entity>>(id).await?.map(Manuscript))
}
