//! From one thing to others: by id, by slug, or along an edge.

use std::{collections::HashSet, marker::PhantomData, sync::Arc};

use entity::{Readable, Slugged};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryResult, QueryTrait,
    Select, Value,
    sea_query::{ArrayType, Expr, SelectStatement, extension::postgres::PgFunc},
};
use uuid::Uuid;

use super::{
    batch::{Answers, Ask, Loaded, deal},
    context::Question,
    reading::Reading,
};

/// One row by its id, if there is one the reader may see.
pub struct ById<E>(PhantomData<E>);

/// One row by its slug, if there is one the reader may see.
pub struct BySlug<E>(PhantomData<E>);

/// All that lies along an edge, in the edge's order.
pub struct All<X>(PhantomData<X>);

/// A one-to-many or many-to-many way through the graph, from the parent's id to its children.
pub trait Edge: Send + Sync + 'static {
    /// What lies at the other end.
    type Child: Readable;

    /// The column that holds the parent's id: of the child, or of the table between.
    fn parent() -> impl ColumnTrait;

    /// Joins the table between, narrows what belongs to the edge, and says the order of a list
    /// that is not paged.
    fn along(children: Select<Self::Child>) -> Select<Self::Child>;
}

impl<E: Readable> Ask for ById<E> {
    type Key = Uuid;
    type Answer = Option<Arc<E::Model>>;

    async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
        let wanted = question.readable::<E>().filter(among(E::ID, ids, question.engine));
        let found = rows(question, wanted, &[]).await;
        deal(ids, found, |rows| rows.into_iter().next().map(Arc::new), id_of::<E>)
    }
}

impl<E: Slugged> Ask for BySlug<E> {
    type Key = String;
    type Answer = Option<Arc<E::Model>>;

    async fn answer(question: &Question, slugs: &[String]) -> Answers<Self> {
        let wanted = question.readable::<E>().filter(E::SLUG.is_in(slugs));
        let found = rows(question, wanted, &[E::SLUG]).await;
        deal(slugs, found, |rows| rows.into_iter().next().map(Arc::new), |row| E::slug_of(row).to_owned())
    }
}

impl<X: Edge> Ask for All<X> {
    type Key = Uuid;
    type Answer = Arc<[Arc<<X::Child as EntityTrait>::Model>]>;

    async fn answer(question: &Question, parents: &[Uuid]) -> Answers<Self> {
        let mut children = children::<X>(question, parents).into_query();
        let reading = Reading::<X::Child>::of(question, &[]);
        reading.select(&mut children);
        reading.join(&mut children);
        children.expr_as(Expr::col(X::parent().as_column_ref()), PARENT);
        let found = rows_of_parents(question, &children, &reading).await;
        deal(parents, found, once_each::<X::Child>, |row| row.parent)
    }
}

async fn rows<E: Readable>(
    question: &Question,
    wanted: Select<E>,
    also: &[E::Column],
) -> Loaded<Vec<E::Model>> {
    let reading = Reading::<E>::of(question, also);
    let mut wanted = wanted.into_query();
    reading.select(&mut wanted);
    reading.join(&mut wanted);
    reading.rows(question, &wanted).await
}

/// The rows of a statement that says whose child each is.
pub(super) async fn rows_of_parents<E: Readable>(
    question: &Question,
    children: &SelectStatement,
    reading: &Reading<E>,
) -> Loaded<Vec<OfParent<E::Model>>> {
    let rows = question.db.query_all(children).await?;
    let read = |row: &QueryResult| {
        Ok(OfParent { parent: row.try_get("", PARENT)?, row: reading.read(row, &question.company)? })
    };
    rows.iter().map(read).collect()
}

/// The children of one parent. A table between may tie a child to it in several roles.
fn once_each<E: Readable>(rows: Vec<OfParent<E::Model>>) -> Arc<[Arc<E::Model>]> {
    let mut seen = HashSet::with_capacity(rows.len());
    let rows = rows.into_iter().map(|row| row.row);
    rows.filter(|row| seen.insert(id_of::<E>(row))).map(Arc::new).collect()
}

/// The children of these parents.
pub(super) fn children<X: Edge>(question: &Question, parents: &[Uuid]) -> Select<X::Child> {
    X::along(question.readable()).filter(among(X::parent(), parents, question.engine))
}

/// The children of one parent at a time: of the one in the column [`parent_of_each`].
pub(super) fn children_of_each<X: Edge>(question: &Question) -> Select<X::Child> {
    let one = parent_of_each(question.engine);
    X::along(question.readable()).filter(Expr::col(X::parent().as_column_ref()).eq(one))
}

/// The column of a list of parents that stands in a statement as the table [`PARENT`].
pub(super) fn parent_of_each(engine: DbBackend) -> Expr {
    if engine == DbBackend::Postgres { Expr::col((PARENT, PARENT)) } else { Expr::col((PARENT, "column1")) }
}

/// The name under which a question returns whose child a row is.
pub(super) const PARENT: &str = "parent_of_row";

/// A row, and whose child it is.
pub(super) struct OfParent<M> {
    pub(super) parent: Uuid,
    pub(super) row: M,
}

/// The id of a row.
pub(super) fn id_of<E: Readable>(row: &E::Model) -> Uuid {
    use sea_orm::ModelTrait;

    match row.get(E::ID) {
        Value::Uuid(Some(id)) => id,
        _ => Uuid::nil(),
    }
}

/// “The column is one of these ids”, so that the statement's text hardly varies with their
/// number: one array on PostgreSQL, the next power of two on SQLite. A text that does not vary
/// stays prepared.
pub fn among(column: impl ColumnTrait, ids: &[Uuid], engine: DbBackend) -> Expr {
    let column = Expr::col(column.as_column_ref());
    if let [id] = ids {
        return column.eq(*id);
    }
    if engine == DbBackend::Postgres {
        return column.eq(PgFunc::any(Expr::val(self::ids(ids))));
    }
    column.is_in(padded(ids))
}

/// As many ids as the next power of two, so that there are few texts of a statement. No row has the id
/// that is added.
pub(super) fn padded(ids: &[Uuid]) -> Vec<Uuid> {
    let mut ids = ids.to_vec();
    ids.resize(ids.len().next_power_of_two(), Uuid::nil());
    ids
}

/// Ids as one array.
pub(super) fn ids(ids: &[Uuid]) -> Value {
    let ids = ids.iter().copied().map(Value::from).collect();
    Value::Array(ArrayType::Uuid, Some(Box::new(ids)))
}
