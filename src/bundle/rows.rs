//! Many rows in one statement.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    PrimaryKeyToColumn, Value,
    sea_query::{Expr, OnConflict, Query},
};

use crate::database::Transaction;

/// How many keys one question may hold.
pub(super) const KEYS: usize = 1000;

/// How many rows one statement may hold, and how many values: SQLite takes 32,766.
const ROWS: usize = 500;
const VALUES: usize = 30_000;

/// Adds rows.
pub(super) async fn insert<E>(tx: &Transaction, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    write(tx, E::default().table_name(), columns::<E>(), values::<E>(rows), None).await
}

/// Adds rows, or changes those whose key is there.
pub(super) async fn put<E>(tx: &Transaction, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    let key = E::PrimaryKey::iter().map(|key| key.into_column().as_str());
    let change = OnConflict::columns(key).update_columns(columns::<E>()).to_owned();
    write(tx, E::default().table_name(), columns::<E>(), values::<E>(rows), Some(change)).await
}

fn columns<E: EntityTrait>() -> Vec<&'static str> {
    E::Column::iter().map(|column| column.as_str()).collect()
}

fn values<E>(rows: Vec<E::Model>) -> Vec<Vec<Value>>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    let values = |row: E::Model| {
        let mut row = row.into_active_model();
        E::Column::iter().filter_map(|column| row.take(column).into_value()).collect()
    };
    rows.into_iter().map(values).collect()
}

async fn write(
    tx: &Transaction,
    table: &'static str,
    columns: Vec<&'static str>,
    mut rows: Vec<Vec<Value>>,
    change: Option<OnConflict>,
) -> Result<(), DbErr> {
    let most = ROWS.min(VALUES / columns.len().max(1));
    while !rows.is_empty() {
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns.iter().copied());
        for row in rows.drain(..most.min(rows.len())) {
            let row = row.into_iter().map(Expr::value);
            insert.values(row).map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        if let Some(change) = &change {
            insert.on_conflict(change.clone());
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}
