//! How the rows of a question are read: with the columns the document shows, and together with the
//! single rows they lead to, where it shows those. A lecture comes with its session.

use std::sync::Arc;

use entity::{Readable, Singles};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, IntoSimpleExpr, Iterable,
    JoinType, ModelTrait, QueryResult, QueryTrait, Select, Value,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use super::{
    batch::Loaded,
    company::{Company, Met},
    context::Question,
    sparse::{Fields, Shown, Sparse},
};

/// How rows of a table are read.
pub(super) struct Reading<E: Readable> {
    /// None: whole.
    columns: Option<Sparse<E>>,
    leads: Vec<Lead<E>>,
}

/// A way to a single row that comes along.
struct Lead<E: EntityTrait> {
    by: E::Column,
    single: Box<dyn Single>,
}

/// What a row leads to, whatever it is.
trait Single: Send + Sync {
    /// Adds it to a statement, by the column that points to it.
    fn join(&self, by: Expr, statement: &mut SelectStatement);

    /// Reads the row of this id, unless it has come along before.
    fn read(&self, row: &QueryResult, id: Uuid, company: &Company) -> Result<(), DbErr>;
}

/// A table that is joined, under a name of its own.
struct Joined<E: Readable> {
    name: String,
    /// Those of its rows that the viewer may see.
    rows: Select<E>,
    columns: Sparse<E>,
    /// Where its columns begin in a row of the statement.
    start: usize,
    leads: Vec<Lead<E>>,
}

/// The most tables that are joined to one; a table that leads to itself must end somewhere.
const JOINED: usize = 6;

impl<E: Readable> Reading<E> {
    /// With what is shown, and what else the question needs.
    pub(super) fn of(question: &Question, also: &[E::Column]) -> Self {
        let shown = question.shown.as_deref();
        let Some((shown, fields)) = shown.and_then(|shown| Some((shown, shown.of::<E>()?))) else {
            return Self { columns: None, leads: Vec::new() };
        };
        let columns = Sparse::of(fields, also);
        let width = columns.as_ref().map_or_else(|| E::Column::iter().count(), |some| some.columns().count());
        let leads = Layout { shown, question, width, joined: 0 }.leads(fields);
        Self { columns, leads }
    }

    /// Whether other tables are joined.
    pub(super) fn is_accompanied(&self) -> bool {
        !self.leads.is_empty()
    }

    /// Selects what is read of the table itself. It must come first in the row.
    pub(super) fn select(&self, statement: &mut SelectStatement) {
        statement.clear_selects();
        match &self.columns {
            Some(columns) => statement.columns(columns.columns().map(|column| column.as_column_ref())),
            None => statement.columns(E::Column::iter().map(|column| column.as_column_ref())),
        };
    }

    /// Joins and selects what comes along. It must come next.
    pub(super) fn join(&self, statement: &mut SelectStatement) {
        for lead in &self.leads {
            lead.single.join(lead.by.into_simple_expr(), statement);
        }
    }

    /// The rows of a statement.
    pub(super) async fn rows(
        &self,
        question: &Question,
        statement: &SelectStatement,
    ) -> Loaded<Vec<E::Model>> {
        let rows = question.db.query_all(statement).await?;
        rows.iter().map(|row| self.read(row, &question.company)).collect()
    }

    /// Reads a row, and what comes along.
    pub(super) fn read(&self, row: &QueryResult, company: &Company) -> Result<E::Model, DbErr> {
        let read = match &self.columns {
            Some(columns) => {
                columns.read(row, 0)?.ok_or_else(|| DbErr::RecordNotFound("a row without id".into()))?
            }
            None => E::Model::from_query_result(row, "")?,
        };
        follow::<E>(&self.leads, &read, row, company)?;
        Ok(read)
    }
}

fn follow<E: Readable>(
    leads: &[Lead<E>],
    from: &E::Model,
    row: &QueryResult,
    company: &Company,
) -> Result<(), DbErr> {
    for lead in leads {
        if let Value::Uuid(Some(id)) = from.get(lead.by) {
            lead.single.read(row, id, company)?;
        }
    }
    Ok(())
}

impl<E: Readable> Single for Joined<E> {
    fn join(&self, by: Expr, statement: &mut SelectStatement) {
        let mut table = self.rows.clone().into_query();
        table.clear_selects().columns(self.columns.columns().map(|column| column.as_column_ref()));
        let column = |column: E::Column| Expr::col((self.name.clone(), column));
        statement.join_subquery(JoinType::LeftJoin, table, self.name.clone(), column(E::ID).eq(by));
        for (place, shown) in self.columns.columns().enumerate() {
            statement.expr_as(column(shown), format!("{}_{place}", self.name));
        }
        for lead in &self.leads {
            lead.single.join(column(lead.by), statement);
        }
    }

    fn read(&self, row: &QueryResult, id: Uuid, company: &Company) -> Result<(), DbErr> {
        if company.find::<E>(id).is_some() {
            return Ok(());
        }
        let Some(read) = self.columns.read(row, self.start)? else {
            company.add::<E>(id, Met::Nothing);
            return Ok(());
        };
        follow(&self.leads, &read, row, company)?;
        company.add::<E>(id, Met::Row(Arc::new(read)));
        Ok(())
    }
}

/// Where everything stands in the rows of a statement.
struct Layout<'a> {
    shown: &'a Shown,
    question: &'a Question,
    width: usize,
    joined: usize,
}

impl Layout<'_> {
    fn leads<E: Readable>(&mut self, shown: &Fields) -> Vec<Lead<E>> {
        let mut told = Told { layout: self, shown, leads: Vec::new() };
        E::singles(&mut told);
        told.leads
    }

    fn joined<E: Readable>(&mut self) -> Option<Joined<E>> {
        let shown = self.shown.of::<E>().filter(|_| self.joined < JOINED)?;
        let columns = Sparse::<E>::of(shown, &[])?;
        let (name, start) = (format!("single_{}", self.joined), self.width);
        self.joined += 1;
        self.width += columns.columns().count();
        let rows = self.question.readable();
        Some(Joined { name, rows, columns, start, leads: self.leads(shown) })
    }
}

/// Joins those of a noun's single rows that are shown.
struct Told<'a, 'b, E: EntityTrait> {
    layout: &'a mut Layout<'b>,
    shown: &'a Fields,
    leads: Vec<Lead<E>>,
}

impl<E: Readable> Singles<E> for Told<'_, '_, E> {
    fn single<T: Readable>(&mut self, value: &'static str, by: E::Column) {
        if self.shown.lead_to(value)
            && let Some(joined) = self.layout.joined::<T>()
        {
            self.leads.push(Lead { by, single: Box::new(joined) });
        }
    }
}
