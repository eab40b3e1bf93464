//! Pages of many parents at once, in one statement: rows are numbered within each parent.

use std::{collections::HashMap, marker::PhantomData, sync::Arc};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryTrait,
    sea_query::{ColumnRef, Expr, Func, IntoColumnRef, SelectStatement},
};
use uuid::Uuid;

use super::{Found, Page, list::Listed};
use crate::graphql::{
    Fault, Result,
    batch::{Answers, Ask, Loaded, deal},
    context::Question,
    edge::{Edge, OfParent, PARENT, children},
};

/// Pages along an edge. Those that are asked for alike share a statement.
pub(super) struct Pages<X>(PhantomData<X>);

/// How many there are along an edge, over all pages.
pub(super) struct Counts<X>(PhantomData<X>);

/// A parent, and which page of its children.
pub(super) type PageOf<E> = (Uuid, Arc<Page<E>>);

type Row<X> = <<X as Edge>::Child as EntityTrait>::Model;

impl<X: Edge<Child: Listed>> Ask for Pages<X> {
    type Key = PageOf<X::Child>;
    type Answer = Result<Arc<Found<X::Child>>>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        let mut answers = HashMap::with_capacity(keys.len());
        for (page, parents) in by_page(keys) {
            let found = match rows::<X>(question, &page, &parents).await {
                Err(Fault::Broken(error)) => Err(error),
                Ok(rows) => Ok(rows),
                Err(fault) => {
                    answers
                        .extend(parents.iter().map(|id| ((*id, Arc::clone(&page)), Ok(Err(fault.clone())))));
                    continue;
                }
            };
            let cut = |rows: Vec<OfParent<Row<X>>>| {
                Ok(Arc::new(page.keep(rows.into_iter().map(|row| Arc::new(row.row)).collect())))
            };
            let dealt = deal(&parents, found, cut, |row| row.parent);
            answers.extend(dealt.into_iter().map(|(id, found)| ((id, Arc::clone(&page)), found)));
        }
        answers
    }
}

impl<X: Edge<Child: Listed>> Ask for Counts<X> {
    type Key = PageOf<X::Child>;
    type Answer = Result<i64>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        let mut answers = HashMap::with_capacity(keys.len());
        for (page, parents) in by_page(keys) {
            let found = counts::<X>(question, &page, &parents).await;
            answers.extend(parents.iter().map(|id| {
                let count = match &found {
                    Ok(counts) => Ok(Ok(counts.get(id).copied().unwrap_or_default())),
                    Err(Fault::Broken(error)) => Err(error.clone()),
                    Err(fault) => Ok(Err(fault.clone())),
                };
                ((*id, Arc::clone(&page)), count)
            }));
        }
        answers
    }
}

fn by_page<E: Listed>(keys: &[PageOf<E>]) -> HashMap<Arc<Page<E>>, Vec<Uuid>> {
    let mut pages: HashMap<Arc<Page<E>>, Vec<Uuid>> = HashMap::new();
    for (parent, page) in keys {
        pages.entry(Arc::clone(page)).or_default().push(*parent);
    }
    pages
}

async fn rows<X: Edge<Child: Listed>>(
    question: &Question,
    page: &Page<X::Child>,
    parents: &[Uuid],
) -> Result<Vec<OfParent<Row<X>>>> {
    let mut select = children::<X>(question, parents).into_query();
    if parents.len() == 1 {
        page.cut(&mut select, question)?;
    } else {
        select = page.cut_each(select, X::parent().as_column_ref().into_column_ref(), question)?;
    }
    let rows = question.db.query_all(&select).await?;
    Ok(rows.iter().map(|row| OfParent::from_query_result(row, "")).collect::<Loaded<_>>()?)
}

async fn counts<X: Edge<Child: Listed>>(
    question: &Question,
    page: &Page<X::Child>,
    parents: &[Uuid],
) -> Result<HashMap<Uuid, i64>> {
    let mut select = children::<X>(question, parents).into_query();
    page.filter(&mut select, question)?;
    count_each(question, select, X::parent().as_column_ref().into_column_ref()).await
}

async fn count_each(
    question: &Question,
    mut select: SelectStatement,
    parent: ColumnRef,
) -> Result<HashMap<Uuid, i64>> {
    select
        .clear_order_by()
        .clear_selects()
        .expr_as(Expr::col(parent.clone()), PARENT)
        .expr_as(Func::count(Expr::cust("*")), "count_of_rows")
        .add_group_by([Expr::col(parent)]);
    let rows = question.db.query_all(&select).await?;
    let counts = rows.iter().map(|row| Ok((row.try_get("", PARENT)?, row.try_get("", "count_of_rows")?)));
    Ok(counts.collect::<Result<_, DbErr>>()?)
}
