//! What waits for the viewer, and who could do it.

use async_graphql::{Context, Object};
use entity::{account, waiting::Column};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    assign::role_of,
    object::{ManuscriptTask, WaitingManuscript},
    waiting as questions,
};
use crate::{
    comment::{Comment, CommentWhere},
    graphql::{
        Connection, DateTimeFilter, Desk, EnumFilter, OrderOf, Result, filter, input, sorted, who, within,
    },
    manuscript::Colleague,
    meeting::MeetingWhere,
};

filter! {
    /// Which manuscripts that wait.
    pub struct WaitingManuscriptWhere {
        /// What is to be done with it.
        task: EnumFilter<ManuscriptTask> = |filter, _| Ok(filter.on::<entity::assignment::Task>(Column::Task));
        /// Until when. What has no deadline does not fit.
        due_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::DueAt));
        /// The meeting it is on.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
    }
}

sorted! {
    /// What manuscripts that wait are sorted by.
    WaitingManuscriptOrderField(waiting, WaitingManuscriptWhere, DueAt Asc, ChangedAt Asc) {
        /// By the deadline.
        DueAt = DueAt;
        /// By the moment a step was taken last.
        ChangedAt = ChangedAt always;
    }
}

/// The ways in to what waits.
#[derive(Default)]
pub struct AssignmentQuery;

#[Object]
impl AssignmentQuery {
    /// The manuscripts that wait for you, the earliest deadline first: drafts of yours and changes requested of you, what
    /// you could review, what you could release. What somebody else is assigned to who may do it is not among them. For writers,
    /// reviewers and editors.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn waiting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<WaitingManuscriptWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<
            Vec<OrderOf<WaitingManuscript>>,
        >,
    ) -> Option<Result<Connection<WaitingManuscript>>> {
        let account = match who(ctx) {
            Ok(account) => account,
            Err(fault) => return Some(Err(fault)),
        };
        let from = questions::manuscripts(ctx.viewer(), account);
        Some(Connection::of(ctx, from, input(first, after, last, before, filter, order_by)).await)
    }

    /// The comments that wait for you, oldest first: open ones of others on manuscripts you write. For writers, reviewers
    /// and editors.
    #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
    async fn waiting_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Only what fits.")] filter: Option<CommentWhere>,
        #[graphql(desc = "What to sort by, the weightiest first.")] order_by: Option<Vec<OrderOf<Comment>>>,
    ) -> Option<Result<Connection<Comment>>> {
        let account = match who(ctx) {
            Ok(account) => account,
            Err(fault) => return Some(Err(fault)),
        };
        let from = questions::comments(account);
        Some(Connection::of(ctx, from, input(first, after, last, before, filter, order_by)).await)
    }

    /// Who could do something with a manuscript, by name. For writers, reviewers and editors.
    async fn colleagues(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done.")] task: ManuscriptTask,
    ) -> Result<Vec<Colleague>> {
        use account::{Column, Entity};

        let able = Entity::find().filter(account::may(role_of(task.into())));
        let named = able.select_only().columns([Column::Id, Column::Name]);
        let by_name = named.order_by_asc(Column::Name).order_by_asc(Column::Id).into_tuple();
        let found: Vec<(Uuid, String)> = by_name.all(&ctx.question().db).await?;
        Ok(found.into_iter().map(|(id, name)| Colleague::new(id, name)).collect())
    }
}
