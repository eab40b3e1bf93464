//! Many rows in one statement.

use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn,
    sea_query::OnConflict,
};

/// How many keys one question may hold.
pub(super) const KEYS: usize = 1000;

/// How many rows one statement may hold, and how many values: SQLite takes 32,766.
const ROWS: usize = 500;
const VALUES: usize = 30_000;

/// Adds rows.
pub(super) async fn insert<E>(tx: &DatabaseTransaction, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    for some in chunks(rows, E::Column::iter().count()) {
        E::insert_many(active::<E>(some)).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Adds rows, or changes those whose id is there.
pub(super) async fn put<E>(tx: &DatabaseTransaction, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    let key = || E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let rest = OnConflict::columns(key()).update_columns(E::Column::iter()).to_owned();
    for some in chunks(rows, E::Column::iter().count()) {
        E::insert_many(active::<E>(some)).on_conflict(rest.clone()).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn active<E>(rows: Vec<E::Model>) -> impl Iterator<Item = E::ActiveModel>
where
    E: EntityTrait<Model: IntoActiveModel<E::ActiveModel>>,
{
    rows.into_iter().map(|row| row.into_active_model().reset_all())
}

fn chunks<T>(mut rows: Vec<T>, columns: usize) -> impl Iterator<Item = Vec<T>> {
    let size = ROWS.min(VALUES / columns.max(1));
    std::iter::from_fn(move || {
        let rest = rows.split_off(size.min(rows.len()));
        let some = std::mem::replace(&mut rows, rest);
        (!some.is_empty()).then_some(some)
    })
}
