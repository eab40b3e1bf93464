//! A list as the contract shows it: edges, nodes, page info, and a count that costs a statement
//! only when it is asked for.

use std::{borrow::Cow, marker::PhantomData, sync::Arc};

use async_graphql::{Context, Object, OutputType, SimpleObject, TypeName};
use futures_util::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, QueryTrait,
    sea_query::{Expr, Func, SelectStatement},
};
use uuid::Uuid;

use super::{
    Found, Page, cursor,
    list::{Listed, PageInput},
    of_parent::{count_of, page_of},
};
use crate::graphql::{Desk, Result, context::sight, edge::Edge, noun::Noun};

/// One page of a list of nouns.
pub struct Connection<T: Noun<Entity: Listed>> {
    page: Arc<Page<T::Entity>>,
    found: Arc<Found<T::Entity>>,
    count: Box<dyn Count>,
}

/// One entry of a list.
pub struct Entry<T> {
    node: T,
    cursor: String,
}

/// Where a page stands in its list.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether there is more after this page.
    has_next_page: bool,
    /// Whether there is more before this page.
    has_previous_page: bool,
    /// The cursor of the first entry; null on an empty page.
    start_cursor: Option<String>,
    /// The cursor of the last entry; null on an empty page.
    end_cursor: Option<String>,
}

impl<T> Connection<T>
where
    T: Noun<Entity: Listed>,
{
    /// A page of all there are.
    pub fn of_all<'a>(ctx: &'a Context<'_>, input: PageInput<T::Entity>) -> BoxFuture<'a, Result<Self>> {
        Box::pin(Self::read(ctx, None, input))
    }

    /// A page of what a question finds, whose rows go by the name of the noun's table.
    pub fn of<'a>(
        ctx: &'a Context<'_>,
        from: SelectStatement,
        input: PageInput<T::Entity>,
    ) -> BoxFuture<'a, Result<Self>> {
        Box::pin(Self::read(ctx, Some(from), input))
    }

    /// A page of what lies along an edge; pages of many parents are read together.
    pub fn along<'a, X>(
        ctx: &'a Context<'_>,
        parent: Uuid,
        input: PageInput<T::Entity>,
    ) -> BoxFuture<'a, Result<Self>>
    where
        X: Edge<Child = T::Entity>,
    {
        Box::pin(Self::read_along::<X>(ctx, parent, input))
    }

    /// Of all that readers may see, unless there is a question.
    async fn read(
        ctx: &Context<'_>,
        from: Option<SelectStatement>,
        input: PageInput<T::Entity>,
    ) -> Result<Self> {
        let page = Arc::new(input.check(shows_page_info(ctx))?);
        let question = ctx.question();
        let reading = page.reading(&question);
        let all = from.clone().unwrap_or_else(|| question.readable::<T::Entity>().into_query());
        let select = page.cut(all, None, &reading, &question)?;
        let rows = reading.rows(&question, &select).await?;
        let found = Arc::new(page.keep(rows.into_iter().map(Arc::new).collect()));
        let count = Box::new(CountAll::<T::Entity>(Arc::clone(&page), from));
        Ok(Self { page, found, count })
    }

    async fn read_along<X>(ctx: &Context<'_>, parent: Uuid, input: PageInput<T::Entity>) -> Result<Self>
    where
        X: Edge<Child = T::Entity>,
    {
        let sight = sight(ctx);
        let page = sight.page(std::ptr::from_ref(ctx.item).addr(), || input.check(shows_page_info(ctx)))?;
        let found = page_of::<X>(&sight, parent, &page).await?;
        let count = Box::new(CountAlong::<X>(parent, Arc::clone(&page), PhantomData));
        Ok(Self { page, found, count })
    }
}

fn shows_page_info(ctx: &Context<'_>) -> bool {
    ctx.look_ahead().field("pageInfo").exists()
}

/// A page of a list.
#[Object(name_type)]
impl<T> Connection<T>
where
    T: Noun<Entity: Listed>,
{
    /// The entries with their cursors.
    fn edges(&self) -> Vec<Entry<T>> {
        let rows = self.found.rows.iter();
        rows.map(|row| Entry {
            node: T::from(Arc::clone(row)),
            cursor: cursor::write::<T::Entity>(row, &self.page.order),
        })
        .collect()
    }

    /// The entries alone.
    fn nodes(&self) -> Vec<T> {
        T::all(&self.found.rows)
    }

    /// Where this page stands.
    fn page_info(&self) -> PageInfo {
        let cursor = |row: Option<&Arc<_>>| row.map(|row| cursor::write::<T::Entity>(row, &self.page.order));
        let (next, previous) = if self.page.backwards {
            (self.page.before.is_some(), self.found.more)
        } else {
            (self.found.more, self.page.after.is_some())
        };
        PageInfo {
            has_next_page: next,
            has_previous_page: previous,
            start_cursor: cursor(self.found.rows.first()),
            end_cursor: cursor(self.found.rows.last()),
        }
    }

    /// How many there are in the whole list under this `where`. Costs a question of its own: ask
    /// for it only when it is shown.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(i32::try_from(self.count.count(ctx).await?).unwrap_or(i32::MAX))
    }
}

impl<T: Noun<Entity: Listed>> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", <T as OutputType>::type_name()).into()
    }
}

/// An entry of a list.
#[Object(name_type)]
impl<T: OutputType> Entry<T> {
    /// The thing itself.
    fn node(&self) -> &T {
        &self.node
    }

    /// Its place in the list; opaque, and good under the same `orderBy` only.
    fn cursor(&self) -> &str {
        &self.cursor
    }
}

impl<T: OutputType> TypeName for Entry<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

/// A count that has not been asked for yet.
trait Count: Send + Sync {
    fn count<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, Result<i64>>;
}

struct CountAll<E: Listed>(Arc<Page<E>>, Option<SelectStatement>);

impl<E: Listed> Count for CountAll<E> {
    fn count<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, Result<i64>> {
        Box::pin(async move {
            let question = ctx.question();
            let all = || question.readable::<E>().into_query();
            let mut select = self.1.clone().unwrap_or_else(all);
            self.0.filter(&mut select, &question)?;
            select.clear_selects().expr_as(Func::count(Expr::cust("*")), "count_of_rows");
            let counted = question.db.query_one(&select).await?;
            Ok(counted.map(|row| row.try_get("", "count_of_rows")).transpose()?.unwrap_or_default())
        })
    }
}

struct CountAlong<X: Edge<Child: Listed>>(Uuid, Arc<Page<X::Child>>, PhantomData<X>);

impl<X: Edge<Child: Listed>> Count for CountAlong<X> {
    fn count<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, Result<i64>> {
        let sight = sight(ctx);
        Box::pin(async move { count_of::<X>(&sight, self.0, &self.1).await })
    }
}

/// Declares the connections of a noun, to be flattened into its object:
/// `lists! { MeetingLists { /// ... lectures: Lecture = LecturesOfMeeting; } }`.
macro_rules! lists {
    ($name:ident { $($(#[$doc:meta])* $field:ident: $noun:ty = $edge:ty;)+ }) => {
        /// The lists that begin at a row of this id.
        pub(crate) struct $name(pub(crate) uuid::Uuid);

        #[async_graphql::Object]
        impl $name {
            $(
                $(#[$doc])*
                #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
                async fn $field(
                    &self,
                    ctx: &async_graphql::Context<'_>,
                    #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
                    #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
                    #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
                    #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
                    #[graphql(name = "where", desc = "Only what fits.")]
                    filter: Option<<<$noun as $crate::graphql::Noun>::Entity as $crate::graphql::Listed>::Where>,
                    #[graphql(desc = "What to sort by, the weightiest first.")]
                    order_by: Option<Vec<$crate::graphql::OrderOf<$noun>>>,
                ) -> $crate::graphql::Result<$crate::graphql::Connection<$noun>> {
                    let input = $crate::graphql::input(first, after, last, before, filter, order_by);
                    $crate::graphql::Connection::along::<$edge>(ctx, self.0, input).await
                }
            )+
        }
    };
}

pub(crate) use lists;
