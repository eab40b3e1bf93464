//! Rows that are written together.

use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Insert, Iterable,
    QueryResult, QueryTrait,
    sea_query::{
        Asterisk, CommonTableExpression, Expr, InsertStatement, IntoIden, Query, SelectStatement,
        SubQueryStatement, WithClause,
    },
};

/// On a server one statement writes them all, in a file one follows the other.
#[derive(Default)]
pub(crate) struct Rows {
    rows: Vec<InsertStatement>,
    /// The place of the row that was filled from a source.
    filled: Option<usize>,
}

/// A row that was filled from a source.
pub(crate) type Filled = Option<QueryResult>;

impl Rows {
    /// A row more.
    pub(crate) fn add<A: ActiveModelTrait>(&mut self, row: A) {
        self.rows.push(Insert::one(row).into_query());
    }

    /// Some rows more.
    pub(crate) fn add_many<A: ActiveModelTrait>(&mut self, rows: Vec<A>) {
        if !rows.is_empty() {
            self.rows.push(Insert::many(rows).into_query());
        }
    }

    /// A row more, if its source has a row: what it leaves open is what the source calls the same. It is answered; there is
    /// one such row at most.
    pub(crate) fn fill<A: ActiveModelTrait>(&mut self, row: &A, source: SelectStatement) {
        self.filled = Some(self.rows.len());
        self.rows.push(insert_from(row, source).returning_all().to_owned());
    }

    /// Writes them one by one.
    pub(crate) async fn write(self, db: &impl ConnectionTrait) -> Result<Filled, DbErr> {
        let mut filled = None;
        for (place, row) in self.rows.into_iter().enumerate() {
            match &self.filled {
                Some(known) if *known == place => filled = db.query_one(&row).await?,
                _ => {
                    db.execute(&row).await?;
                }
            }
        }
        Ok(filled)
    }

    /// Writes them and another row by one statement, which may name what is found on the way.
    pub(crate) async fn write_with(
        self,
        db: &impl ConnectionTrait,
        mut with: WithClause,
        row: InsertStatement,
    ) -> Result<Filled, DbErr> {
        for (place, row) in self.rows.into_iter().enumerate() {
            with.cte(named(format!("row_{place}"), row));
        }
        let Some(place) = self.filled else { return db.execute(&with.query(row)).await.map(|_| None) };
        with.cte(named("row".to_owned(), row));
        let filled = Query::select().column(Asterisk).from(format!("row_{place}")).to_owned();
        db.query_one(&with.query(filled)).await
    }
}

/// A part of a statement, by a name.
pub(crate) fn named(name: impl IntoIden, part: impl Into<SubQueryStatement>) -> CommonTableExpression {
    CommonTableExpression::new().table_name(name).query(part).to_owned()
}

/// Inserts a row for each row of a source, which has what the row leaves open by the same names.
pub(crate) fn insert_from<A: ActiveModelTrait>(row: &A, mut source: SelectStatement) -> InsertStatement {
    let columns = <A::Entity as EntityTrait>::Column::iter;
    for column in columns() {
        match row.get(column) {
            ActiveValue::Set(value) | ActiveValue::Unchanged(value) => {
                source.expr(column.save_as(Expr::val(value)))
            }
            ActiveValue::NotSet => source.column(column),
        };
    }
    let mut insert = Query::insert();
    insert.into_table(A::Entity::default()).columns(columns());
    let _as_many_values_as_columns = insert.select_from(source);
    insert
}
