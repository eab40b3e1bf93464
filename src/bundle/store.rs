//! Whole records from the database, as they would stand in a file.

use sea_orm::{DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{
    link::{self, Link},
    record::Noun,
    rows::KEYS,
};
use crate::database::Transaction;

/// How many records are read, compared and written at once.
pub(super) const CHUNK: usize = 500;

/// The records of some ids.
pub(super) async fn load<N: Noun>(tx: &Transaction, ids: &[Uuid]) -> Result<Vec<(Uuid, N)>, DbErr> {
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(KEYS) {
        rows.extend(N::Entity::find().filter(Expr::col("id").is_in(some.iter().copied())).all(tx).await?);
    }
    complete(tx, rows).await
}

/// The next records after a slug.
pub(super) async fn page<N: Noun>(tx: &Transaction, after: &str) -> Result<Vec<(Uuid, N)>, DbErr> {
    let rows = N::Entity::find()
        .filter(N::exported())
        .filter(Expr::col("slug").gt(after))
        .order_by_asc(Expr::col("slug"))
        .limit(CHUNK as u64)
        .all(tx)
        .await?;
    complete(tx, rows).await
}

async fn complete<N: Noun>(
    tx: &Transaction,
    rows: Vec<<N::Entity as EntityTrait>::Model>,
) -> Result<Vec<(Uuid, N)>, DbErr> {
    let mut records: Vec<(Uuid, N)> = rows.into_iter().map(|row| (N::id(&row), N::from_row(row))).collect();
    if records.is_empty() {
        return Ok(records);
    }
    N::load_parts(tx, &mut records).await?;
    link::name(tx, links(records.iter_mut().map(|(_, record)| record))).await?;
    for (_, record) in &mut records {
        record.tidy();
    }
    Ok(records)
}

/// Every link of some records.
pub(super) fn links<'r, N: Noun>(records: impl Iterator<Item = &'r mut N>) -> Vec<&'r mut Link> {
    let mut links = Vec::new();
    for record in records {
        record.links(&mut links);
    }
    links
}
