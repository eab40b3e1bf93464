//! The parts of many records at once: one statement for all of a kind, however many wholes there
//! are.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IdenStatic, Iterable, QueryFilter,
    QueryOrder,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    link,
    record::{Part, Place},
    rows::{self, KEYS},
};
use crate::{clock::Ids, database::Transaction};

/// A change under way.
pub(super) struct Change<'a> {
    pub tx: &'a Transaction,
    pub ids: &'a Ids,
    /// Parts with a slug that lost their whole, by table. They may yet turn up in another one.
    pub loose: HashMap<&'static str, HashSet<Uuid>>,
}

/// The parts of some wholes, in order.
pub(super) async fn load<P: Part>(tx: &Transaction, wholes: &[Uuid]) -> Result<HashMap<Uuid, Vec<P>>, DbErr> {
    let mut owners = Vec::new();
    let mut parts = Vec::new();
    for some in wholes.chunks(KEYS) {
        let rows = P::Entity::find()
            .filter(P::whole().is_in(some.iter().copied()))
            .order_by_asc(P::whole())
            .order_by_asc(P::order())
            .all(tx)
            .await?;
        for row in rows {
            owners.push(P::whole_of(&row));
            parts.push((P::id(&row), P::from_row(row)));
        }
    }
    if !parts.is_empty() {
        P::load_parts(tx, &mut parts).await?;
    }
    let mut found: HashMap<Uuid, Vec<P>> = HashMap::with_capacity(wholes.len());
    for (owner, (_, part)) in owners.into_iter().zip(parts) {
        found.entry(owner).or_default().push(part);
    }
    Ok(found)
}

/// Adds the parts of some wholes, which are rows of `table`. A part with a slug that is known keeps
/// its id, wherever it was.
pub(super) async fn add<P: Part>(
    change: &mut Change<'_>,
    table: &'static str,
    wholes: &[(Uuid, &[P])],
) -> Result<(), DbErr> {
    let all = wholes.iter().flat_map(|(_, parts)| *parts);
    let slugs = all.filter_map(|part| part.slug().map(str::to_owned)).collect();
    let known = link::ids_of(change.tx, P::TABLE, slugs).await?;
    let mut rows = Vec::new();
    let mut parts: Vec<(Uuid, &P)> = Vec::new();
    for (whole, some) in wholes {
        for (position, part) in (1..).zip(*some) {
            let known = part.slug().and_then(|slug| known.get(slug));
            let id = known.copied().unwrap_or_else(|| change.ids.next());
            rows.push(part.row(&Place { id, whole: *whole, table, position })?);
            parts.push((id, part));
        }
    }
    if known.is_empty() {
        rows::insert::<P::Entity>(change.tx, rows).await?;
    } else {
        let known: Vec<Uuid> = known.into_values().collect();
        if let Some(loose) = change.loose.get_mut(P::TABLE) {
            loose.retain(|id| !known.contains(id));
        }
        P::take_parts(change, &known).await?;
        rows::put::<P::Entity>(change.tx, rows).await?;
    }
    if parts.is_empty() { Ok(()) } else { P::add_parts(change, &parts).await }
}

/// Takes the parts of some wholes away; those with a slug only become loose.
pub(super) async fn take<P: Part>(change: &mut Change<'_>, wholes: &[Uuid]) -> Result<(), DbErr> {
    for some in wholes.chunks(KEYS) {
        let ids = if has::<P>("id") {
            ids_in(change.tx, P::TABLE, P::whole().as_str(), some).await?
        } else {
            Vec::new()
        };
        if has::<P>("slug") {
            change.loose.entry(P::TABLE).or_default().extend(ids);
            continue;
        }
        P::take_parts(change, &ids).await?;
        delete(change.tx, P::TABLE, P::whole().as_str(), some).await?;
    }
    Ok(())
}

/// Takes away the parts that are still loose when every whole has what it holds.
pub(super) async fn sweep<P: Part>(change: &mut Change<'_>) -> Result<(), DbErr> {
    let loose: Vec<Uuid> = change.loose.remove(P::TABLE).unwrap_or_default().into_iter().collect();
    for some in loose.chunks(KEYS) {
        P::take_parts(change, some).await?;
        delete(change.tx, P::TABLE, "id", some).await?;
    }
    Ok(())
}

async fn ids_in(
    tx: &Transaction,
    table: &'static str,
    whole: &'static str,
    wholes: &[Uuid],
) -> Result<Vec<Uuid>, DbErr> {
    let within = Expr::col(whole).is_in(wholes.iter().copied());
    let query = Query::select().column("id").from(table).and_where(within).to_owned();
    tx.query_all(&query).await?.iter().map(|row| row.try_get_by_index(0)).collect()
}

async fn delete(
    tx: &Transaction,
    table: &'static str,
    key: &'static str,
    keys: &[Uuid],
) -> Result<(), DbErr> {
    let these = Expr::col(key).is_in(keys.iter().copied());
    tx.execute(Query::delete().from_table(table).and_where(these)).await?;
    Ok(())
}

fn has<P: Part>(column: &str) -> bool {
    <P::Entity as EntityTrait>::Column::iter().any(|known| known.as_str() == column)
}
