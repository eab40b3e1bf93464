//! Ways in to manuscripts, for the desk.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, OneofObject};
use entity::{
    manuscript::{self, Column},
    subject::Subject,
    summary,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::object::Manuscript;
use crate::{
    graphql::{
        By, ById, Connection, DateTimeFilter, Desk, EnumFilter, NodeId, Result, among, filter, roots, sorted,
        within,
    },
    lecture::LectureWhere,
    meeting::MeetingWhere,
};

/// Names one manuscript.
#[derive(Clone, Debug, OneofObject)]
pub enum ManuscriptBy {
    /// Its id, as a field `id` answered it.
    Id(ID),
    /// The name of its summary in addresses.
    Slug(String),
}

impl By for ManuscriptBy {
    type Noun = Manuscript;

    async fn find(self, ctx: &Context<'_>) -> Result<Option<Manuscript>> {
        let id = match self {
            Self::Id(id) => NodeId::decode_as(&id, Subject::Manuscript)?,
            Self::Slug(slug) => {
                let named = summary::Entity::find().filter(summary::Column::Slug.eq(slug));
                let Some(found) = named.one(&ctx.question().db).await? else { return Ok(None) };
                found.id
            }
        };
        Ok(ctx.load::<ById<manuscript::Entity>>(id).await?.map(Manuscript))
    }
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
        /// The lecture it is on.
        lecture: LectureWhere = |filter, now| {
            Ok(of(within::<entity::lecture::Entity>(summary::Column::LectureId, filter, now)?))
        };
        /// The meeting it is on.
        meeting: MeetingWhere = |filter, now| {
            Ok(of(within::<entity::meeting::Entity>(summary::Column::MeetingId, filter, now)?))
        };
        /// When a step was taken last.
        changed_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::ChangedAt));
    }
}

/// All on some lectures, the one that moved last first.
pub(crate) async fn on_lectures(ctx: &Context<'_>, lectures: &[Uuid]) -> Result<Vec<Manuscript>> {
    let question = ctx.question();
    let on = of(Condition::all().add(among(summary::Column::LectureId, lectures, question.engine)));
    let all = question.readable::<manuscript::Entity>().filter(on);
    let all = all.order_by_desc(Column::ChangedAt).order_by_desc(Column::Id).all(&question.db).await?;
    Ok(all.into_iter().map(|row| Manuscript(Arc::new(row))).collect())
}

/// Those whose summary fits.
fn of(fits: Condition) -> Condition {
    let summaries = summary::Entity::find().filter(fits).select_only().column(summary::Column::Id);
    Condition::all().add(Column::Id.in_subquery(summaries.into_query()))
}

sorted! {
    /// What manuscripts are sorted by.
    ManuscriptOrderField(manuscript, ManuscriptWhere, ChangedAt Desc) {
        /// By the moment a step was taken last.
        ChangedAt = ChangedAt always;
    }
}

roots! {
    ManuscriptQuery {
        /// One manuscript. For writers, reviewers and editors.
        manuscript(ManuscriptBy);
        /// Manuscripts, the one that moved last first. For writers, reviewers and editors.
        manuscripts: Manuscript as Option<Result<Connection<Manuscript>>>;
    }
}
