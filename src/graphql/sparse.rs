//! Rows with the columns a request shows, and no others. Wide rows cost more to carry than to find.

use std::collections::{HashMap, HashSet};

use entity::Readable;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, FromQueryResult, IdenStatic, Iterable, ModelTrait, QueryResult,
    Value,
    sea_query::{ColumnType, SelectStatement},
    sqlx::Row,
};
use uuid::Uuid;

use super::{batch::Loaded, context::Question};

/// The fields a document selects of each type, wherever they stand in it.
#[derive(Debug, Default)]
pub struct Shown(HashMap<String, HashSet<Field>>);

/// A field by the name a column would have.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Field {
    name: String,
    has_fields: bool,
}

impl Shown {
    /// Notes a field of a type, and whether it has fields of its own.
    pub fn add(&mut self, ty: &str, field: &str, has_fields: bool) {
        let field = Field { name: snake(field), has_fields };
        self.0.entry(snake(ty)).or_default().insert(field);
    }
}

/// `leadMessage` as `lead_message`.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// How rows of a table are read.
pub(super) struct Reading<E: Readable> {
    /// None: whole.
    columns: Option<Vec<(E::Column, Kind)>>,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Id,
    Int,
    Long,
    Flag,
    Json,
}

impl<E: Readable> Reading<E> {
    /// With what is shown of the table, and what else the question needs. Ids are always read, and a row
    /// is read whole if one of the values shown has no columns that we know of.
    pub(super) fn of(question: &Question, also: &[E::Column]) -> Self {
        let columns = question.shown.as_ref().and_then(|shown| {
            E::blank()?;
            Self::needed(shown.0.get(E::default().table_name())?, also)
        });
        Self { columns }
    }

    fn needed(fields: &HashSet<Field>, also: &[E::Column]) -> Option<Vec<(E::Column, Kind)>> {
        let mut wanted: HashSet<&'static str> = also.iter().map(IdenStatic::as_str).collect();
        for field in fields {
            let own = E::Column::iter().find(|column| column.as_str() == field.name);
            match (E::made_of(&field.name), own) {
                (Some(columns), _) => wanted.extend(columns.iter().map(IdenStatic::as_str)),
                (None, Some(column)) => {
                    wanted.insert(column.as_str());
                }
                (None, None) if field.has_fields => {}
                (None, None) => return None,
            }
        }
        let columns = E::Column::iter().map(|column| Some((column, Kind::of(column)?)));
        let columns: Vec<_> = columns.collect::<Option<_>>()?;
        let is_read =
            |(column, kind): &(E::Column, Kind)| matches!(kind, Kind::Id) || wanted.contains(column.as_str());
        Some(columns.into_iter().filter(is_read).collect())
    }

    /// Selects what is read. It comes first in the row; a statement may add to it.
    pub(super) fn select(&self, statement: &mut SelectStatement) {
        let columns: Vec<E::Column> = match &self.columns {
            Some(columns) => columns.iter().map(|(column, _)| *column).collect(),
            None => E::Column::iter().collect(),
        };
        statement.clear_selects().columns(columns.into_iter().map(|column| column.as_column_ref()));
    }

    /// The rows of a statement that selects nothing else.
    pub(super) async fn all(
        &self,
        question: &Question,
        mut statement: SelectStatement,
    ) -> Loaded<Vec<E::Model>> {
        self.select(&mut statement);
        question.db.query_all(&statement).await?.iter().map(|row| self.read(row)).collect()
    }

    /// Reads a row.
    pub(super) fn read(&self, row: &QueryResult) -> Result<E::Model, DbErr> {
        let (Some(columns), Some(mut read)) = (&self.columns, E::blank()) else {
            return E::Model::from_query_result(row, "");
        };
        for (at, (column, kind)) in columns.iter().enumerate() {
            if let Some(value) = kind.value(row, at)? {
                read.try_set(*column, value)?;
            }
        }
        Ok(read)
    }
}

impl Kind {
    fn of(column: impl ColumnTrait) -> Option<Self> {
        Some(match column.def().get_column_type() {
            ColumnType::Text | ColumnType::String(_) => Self::Text,
            ColumnType::Uuid => Self::Id,
            ColumnType::Integer => Self::Int,
            ColumnType::BigInteger => Self::Long,
            ColumnType::Boolean => Self::Flag,
            ColumnType::Json | ColumnType::JsonBinary => Self::Json,
            _ => return None,
        })
    }

    /// The value at a place; none if there is none.
    fn value(self, row: &QueryResult, at: usize) -> Result<Option<Value>, DbErr> {
        macro_rules! value {
            ($row:ident) => {
                match self {
                    Self::Text => $row.try_get::<Option<String>, _>(at).map(|value| value.map(Value::from)),
                    Self::Id => $row.try_get::<Option<Uuid>, _>(at).map(|value| value.map(Value::from)),
                    Self::Int => $row.try_get::<Option<i32>, _>(at).map(|value| value.map(Value::from)),
                    Self::Long => $row.try_get::<Option<i64>, _>(at).map(|value| value.map(Value::from)),
                    Self::Flag => $row.try_get::<Option<bool>, _>(at).map(|value| value.map(Value::from)),
                    Self::Json => {
                        $row.try_get::<Option<serde_json::Value>, _>(at).map(|value| value.map(Value::from))
                    }
                }
            };
        }
        let value = if let Some(row) = row.try_as_pg_row() {
            value!(row)
        } else if let Some(row) = row.try_as_sqlite_row() {
            value!(row)
        } else {
            return Err(DbErr::Type("a row of an engine we do not know".to_owned()));
        };
        value.map_err(|error| DbErr::Type(error.to_string()))
    }
}
