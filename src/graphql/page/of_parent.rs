//! Pages of many parents at once, in one statement: rows are numbered within each parent.

use std::{collections::HashMap, marker::PhantomData, sync::Arc};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, Func, OverStatement, Query, SelectStatement, WindowStatement},
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
                Ok(Arc::new(page.cut(rows.into_iter().map(|row| Arc::new(row.row)).collect())))
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
    let select = unordered(children::<X>(question, parents));
    let statement = match parents {
        [_] => page.of(select, question)?.into_query(),
        _ => numbered::<X>(page, page.narrow(select, question)?.into_query()),
    };
    let rows = question.db.query_all(&statement).await?;
    Ok(rows.iter().map(|row| OfParent::from_query_result(row, "")).collect::<Loaded<_>>()?)
}

/// The number of a row within its parent.
const NUMBER: &str = "number_of_row";

fn numbered<X: Edge<Child: Listed>>(page: &Page<X::Child>, mut select: SelectStatement) -> SelectStatement {
    let mut window = WindowStatement::new();
    window.partition_by(X::parent().as_column_ref());
    for step in page.steps() {
        window.order_by_expr(step.by, step.order);
    }
    select.expr_window_as(Func::cust("ROW_NUMBER"), window, NUMBER);
    let limit = i64::try_from(page.size).unwrap_or(i64::MAX) + 1;
    Query::select()
        .expr(Expr::cust("*"))
        .from_subquery(select, "numbered")
        .and_where(Expr::col(NUMBER).lte(limit))
        .order_by_expr(Expr::col(NUMBER), sea_orm::sea_query::Order::Asc)
        .to_owned()
}

async fn counts<X: Edge<Child: Listed>>(
    question: &Question,
    page: &Page<X::Child>,
    parents: &[Uuid],
) -> Result<HashMap<Uuid, i64>> {
    let select = unordered(children::<X>(question, parents));
    let mut statement = page.filtered(select, question)?.into_query();
    statement
        .clear_selects()
        .expr_as(Expr::col(X::parent().as_column_ref()), PARENT)
        .expr_as(Func::count(Expr::cust("*")), "count_of_rows")
        .add_group_by([Expr::col(X::parent().as_column_ref())]);
    let rows = question.db.query_all(&statement).await?;
    let counts = rows.iter().map(|row| Ok((row.try_get("", PARENT)?, row.try_get("", "count_of_rows")?)));
    Ok(counts.collect::<Result<_, DbErr>>()?)
}

/// A page has an order of its own; the edge's is for whole lists.
fn unordered<E: EntityTrait>(mut select: Select<E>) -> Select<E> {
    QuerySelect::query(&mut select).clear_order_by();
    select
}
