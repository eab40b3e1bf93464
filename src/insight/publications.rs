//! How much was published on what, and when.

use async_graphql::{Context, Object, SimpleObject};
use entity::{
    Readable,
    summary::{Column, Entity},
    tagging, topic,
    value::PartialDate as Month,
};
use futures_util::future::try_join_all;
use sea_orm::{
    ConnectionTrait, DbBackend, ExprTrait, JoinType, QueryTrait,
    sea_query::{Expr, Func, Order, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    graphql::{ById, Desk, Result, scalar::PartialDate},
    topic::Topic,
};

/// The ways in to counts.
#[derive(Default)]
pub struct InsightQuery;

#[Object]
impl InsightQuery {
    /// How many summaries were published on each topic in each month (UTC), by topic and month. A
    /// summary on several topics counts for each.
    async fn publication_counts(&self, ctx: &Context<'_>) -> Result<Vec<PublicationCount>> {
        let question = ctx.question();
        let mut statement = Entity::readable(question.now).into_query();
        statement
            .clear_selects()
            .join(
                JoinType::InnerJoin,
                tagging::Entity,
                Expr::col((tagging::Entity, tagging::Column::SubjectId)).equals((Entity, Column::Id)),
            )
            .join(
                JoinType::InnerJoin,
                topic::Entity,
                Expr::col((topic::Entity, topic::Column::Id))
                    .equals((tagging::Entity, tagging::Column::TopicId)),
            )
            .expr_as(Expr::col((topic::Entity, topic::Column::Id)), "topic_id")
            .expr_as(month(question.engine), "month")
            .expr_as(Func::count(Expr::cust("*")), "published")
            .add_group_by([
                Expr::col((topic::Entity, topic::Column::Id)),
                Expr::col((topic::Entity, topic::Column::Slug)),
                Expr::cust("month"),
            ])
            .order_by((topic::Entity, topic::Column::Slug), Order::Asc)
            .order_by_expr(Expr::cust("month"), Order::Asc);
        let rows = question.db.query_all(&statement).await?;
        let counted = rows.iter().map(|row| {
            let month: String = row.try_get("", "month")?;
            Ok((row.try_get::<Uuid>("", "topic_id")?, month, row.try_get::<i64>("", "published")?))
        });
        let counted: Vec<_> = counted.collect::<Result<_, sea_orm::DbErr>>()?;
        let topics =
            try_join_all(counted.iter().map(|(id, ..)| ctx.load::<ById<topic::Entity>>(*id))).await?;
        let counts = counted.into_iter().zip(topics).filter_map(|((_, month, published), topic)| {
            Some(PublicationCount {
                topic: Topic(topic?),
                month: PartialDate(month.parse::<Month>().ok()?),
                published: i32::try_from(published).unwrap_or(i32::MAX),
            })
        });
        Ok(counts.collect())
    }
}

/// The month of publication as `2020-12`, in each engine's words.
fn month(engine: DbBackend) -> SimpleExpr {
    match engine {
        DbBackend::Postgres => {
            Expr::cust("to_char(to_timestamp(summary.published_at / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM')")
        }
        _ => Expr::cust("strftime('%Y-%m', summary.published_at / 1000000, 'unixepoch')"),
    }
}

/// How many summaries were published on a topic in a month.
#[derive(SimpleObject)]
pub struct PublicationCount {
    /// On what.
    topic: Topic,
    /// In which month, UTC.
    month: PartialDate,
    /// How many.
    published: i32,
}
