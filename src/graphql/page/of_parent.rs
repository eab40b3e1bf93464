//! Pages of many parents at once, in one statement.

use std::{any::TypeId, collections::HashMap, marker::PhantomData, sync::Arc};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryTrait,
    sea_query::{ColumnRef, Expr, Func, IntoColumnRef, SelectStatement},
};
use uuid::Uuid;

use super::{Found, Page, list::Listed};
use crate::graphql::{
    Result,
    batch::{Asking, Loaded, deal},
    context::{Question, Sight},
    edge::{Edge, OfParent, PARENT, children, children_of_each, rows_of_parents},
};

/// Names the way of asking for pages along an edge; each page has a loader of its own.
struct PagesAlong<X>(PhantomData<X>);

/// Names the way of asking how many there are along an edge.
struct CountsAlong<X>(PhantomData<X>);

type Row<X> = <<X as Edge>::Child as EntityTrait>::Model;

/// The page of one parent's children.
pub(super) async fn page_of<X: Edge<Child: Listed>>(
    sight: &Sight,
    parent: Uuid,
    page: &Arc<Page<X::Child>>,
) -> Result<Arc<Found<X::Child>>> {
    let way = (TypeId::of::<PagesAlong<X>>(), Arc::as_ptr(page).addr());
    let ask = || -> Asking<Uuid, Result<Arc<Found<X::Child>>>> {
        let page = Arc::clone(page);
        Box::new(move |question, parents| {
            let page = Arc::clone(&page);
            Box::pin(async move {
                let cut = |rows: Vec<OfParent<Row<X>>>| {
                    Arc::new(page.keep(rows.into_iter().map(|row| Arc::new(row.row)).collect()))
                };
                to_each(&parents, rows::<X>(&question, &page, &parents).await, |found| {
                    deal(&parents, Ok(found), cut, |row| row.parent)
                })
            })
        })
    };
    sight.load_by(way, parent, ask).await?
}

/// How many children one parent has, over all pages.
pub(super) async fn count_of<X: Edge<Child: Listed>>(
    sight: &Sight,
    parent: Uuid,
    page: &Arc<Page<X::Child>>,
) -> Result<i64> {
    let way = (TypeId::of::<CountsAlong<X>>(), Arc::as_ptr(page).addr());
    let ask = || -> Asking<Uuid, Result<i64>> {
        let page = Arc::clone(page);
        Box::new(move |question, parents| {
            let page = Arc::clone(&page);
            Box::pin(async move {
                to_each(&parents, counts::<X>(&question, &page, &parents).await, |counts| {
                    let count = |id: &Uuid| counts.get(id).copied().unwrap_or_default();
                    parents.iter().map(|id| (*id, Ok(count(id)))).collect()
                })
            })
        })
    };
    sight.load_by(way, parent, ask).await?
}

/// What was found goes to each as it is dealt; a failure goes to all.
fn to_each<F, T>(
    parents: &[Uuid],
    found: Result<F>,
    deal: impl FnOnce(F) -> HashMap<Uuid, Loaded<T>>,
) -> HashMap<Uuid, Loaded<Result<T>>> {
    match found {
        Ok(found) => deal(found).into_iter().map(|(id, dealt)| (id, dealt.map(Ok))).collect(),
        Err(fault) => parents.iter().map(|id| (*id, Ok(Err(fault.clone())))).collect(),
    }
}

async fn rows<X: Edge<Child: Listed>>(
    question: &Question,
    page: &Page<X::Child>,
    parents: &[Uuid],
) -> Result<Vec<OfParent<Row<X>>>> {
    let reading = page.reading(question);
    let pages = if let [_] = parents {
        let children = children::<X>(question, parents).into_query();
        page.cut(children, Some(&X::parent().as_column_ref().into_column_ref()), &reading, question)?
    } else {
        page.cut_each(children_of_each::<X>(question).into_query(), parents, &reading, question)?
    };
    Ok(rows_of_parents(question, &pages, &reading).await?)
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
