//! Rows with the columns a request shows, and no others. Wide rows cost more to carry than to find.

use std::collections::{HashMap, HashSet};

use entity::Readable;
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryResult, Value,
    sea_query::ColumnType, sqlx::Row,
};
use uuid::Uuid;

use super::naming::snake;

/// The fields a document selects of each type, wherever they stand in it.
#[derive(Debug, Default)]
pub struct Shown(HashMap<String, Fields>);

/// Fields of one type, by the names columns would have.
#[derive(Debug, Default)]
pub(super) struct Fields {
    plain: HashSet<String>,
    /// Those that have fields of their own.
    composite: HashSet<String>,
}

impl Shown {
    /// Notes a field of a type, and whether it has fields of its own.
    pub fn add(&mut self, ty: &str, field: &str, has_fields: bool) {
        let fields = self.0.entry(snake(ty)).or_default();
        let fields = if has_fields { &mut fields.composite } else { &mut fields.plain };
        fields.insert(snake(field));
    }

    /// Whether a field with fields of its own is selected of a type.
    pub fn has(&self, ty: &str, field: &str) -> bool {
        self.0.get(&snake(ty)).is_some_and(|fields| fields.lead_to(&snake(field)))
    }

    /// What is shown of the noun of a table.
    pub(super) fn of<E: EntityTrait>(&self) -> Option<&Fields> {
        self.0.get(E::default().table_name())
    }
}

impl Fields {
    /// Whether a field with fields of its own is among them.
    pub(super) fn lead_to(&self, value: &str) -> bool {
        self.composite.contains(value)
    }
}

/// The columns that are read of a table.
pub(super) struct Sparse<E: EntityTrait>(Vec<(E::Column, Kind)>);

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

impl<E: Readable> Sparse<E> {
    /// What is shown of the table, and what else is needed. Ids are always read. None if rows must be
    /// whole, because one of the values shown has no columns that we know of.
    pub(super) fn of(shown: &Fields, also: &[E::Column]) -> Option<Self> {
        E::blank()?;
        let mut wanted: HashSet<&'static str> = also.iter().map(IdenStatic::as_str).collect();
        let fields = shown.plain.iter().map(|name| (name, false));
        for (name, has_fields) in fields.chain(shown.composite.iter().map(|name| (name, true))) {
            let own = E::Column::iter().find(|column| column.as_str() == name);
            match (E::made_of(name), own) {
                (Some(columns), _) => wanted.extend(columns.iter().map(IdenStatic::as_str)),
                (None, Some(column)) => {
                    wanted.insert(column.as_str());
                }
                (None, None) if has_fields => {}
                (None, None) => return None,
            }
        }
        let columns = E::Column::iter().map(|column| Some((column, Kind::of(column)?)));
        let columns: Vec<_> = columns.collect::<Option<_>>()?;
        let is_read =
            |(column, kind): &(E::Column, Kind)| matches!(kind, Kind::Id) || wanted.contains(column.as_str());
        Some(Self(columns.into_iter().filter(is_read).collect()))
    }

    /// The columns, in the order they are read.
    pub(super) fn columns(&self) -> impl Iterator<Item = E::Column> {
        self.0.iter().map(|(column, _)| *column)
    }

    /// Reads a row whose columns begin at a place; none if it has no id.
    pub(super) fn read(&self, row: &QueryResult, start: usize) -> Result<Option<E::Model>, DbErr> {
        let Some(mut read) = E::blank() else { return Ok(None) };
        for (at, (column, kind)) in self.0.iter().enumerate() {
            match kind.value(row, start + at)? {
                Some(value) => read.try_set(*column, value)?,
                None if column.as_str() == E::ID.as_str() => return Ok(None),
                None => {}
            }
        }
        Ok(Some(read))
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
