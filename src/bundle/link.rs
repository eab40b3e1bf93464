//! One record meaning another by its slug. Read from a file a link knows the slug and has to find
//! the id; read from the database it is the other way round.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    marker::PhantomData,
};

use sea_orm::{
    ConnectionTrait, DbErr, EntityName, ExprTrait,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    field::{Field, Stored},
    node::Node,
    reader::Reader,
    rows::KEYS,
    text::Slug,
};
use crate::database::Transaction;

/// The table, the slug and the id of a record; one of the last two may still be unknown.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub table: &'static str,
    pub slug: String,
    pub id: Uuid,
}

/// A link to a noun, which is named by its entity.
#[derive(Debug)]
pub(super) struct To<E> {
    link: Link,
    noun: PhantomData<fn() -> E>,
}

impl<E: EntityName> To<E> {
    /// The record of this slug.
    pub(super) fn slug(slug: impl Into<String>) -> Self {
        Self::new(slug.into(), Uuid::nil())
    }

    /// The record of this id.
    pub(super) fn id(id: Uuid) -> Self {
        Self::new(String::new(), id)
    }

    fn new(slug: String, id: Uuid) -> Self {
        Self { link: Link { table: E::default().table_name(), slug, id }, noun: PhantomData }
    }
}

impl<E> To<E> {
    /// The slug that is meant.
    pub(super) fn as_str(&self) -> &str {
        &self.link.slug
    }

    /// The id, once it is found.
    pub(super) fn found(&self) -> Uuid {
        self.link.id
    }
}

impl<E> Clone for To<E> {
    fn clone(&self) -> Self {
        Self { link: self.link.clone(), noun: PhantomData }
    }
}

impl<E> PartialEq for To<E> {
    fn eq(&self, other: &Self) -> bool {
        self.link.slug == other.link.slug
    }
}

impl<E: EntityName> Field for To<E> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let to = Self::slug(Slug::read(node, reader)?.to_string());
        reader.mean(to.link.clone(), node.line);
        Some(to)
    }

    fn node(&self) -> Node<'_> {
        Node::text(self.as_str())
    }

    fn links<'r>(&'r mut self, found: &mut Vec<&'r mut Link>) {
        found.push(&mut self.link);
    }

    fn mention(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<E: EntityName> Stored<Uuid> for To<E> {
    fn to_column(&self) -> Uuid {
        self.link.id
    }

    fn from_column(column: Uuid) -> Self {
        Self::id(column)
    }
}

impl<E: EntityName> Stored<Option<Uuid>> for Option<To<E>> {
    fn to_column(&self) -> Option<Uuid> {
        self.as_ref().map(To::found)
    }

    fn from_column(column: Option<Uuid>) -> Self {
        column.map(To::id)
    }
}

/// Finds the ids of links that know their slugs.
pub(super) async fn find(tx: &Transaction, links: Vec<&mut Link>) -> Result<(), DbErr> {
    for (table, links) in by_table(links) {
        let slugs: BTreeSet<&str> = links.iter().map(|link| link.slug.as_str()).collect();
        let ids = ids_of(tx, table, slugs.into_iter().map(str::to_owned).collect()).await?;
        for link in links {
            link.id = ids.get(&link.slug).copied().ok_or_else(|| {
                DbErr::RecordNotFound(format!("{table} “{}” was there a moment ago", link.slug))
            })?;
        }
    }
    Ok(())
}

/// Finds the slugs of links that know their ids.
pub(super) async fn name(tx: &Transaction, links: Vec<&mut Link>) -> Result<(), DbErr> {
    for (table, links) in by_table(links) {
        let ids: BTreeSet<Uuid> = links.iter().map(|link| link.id).collect();
        let slugs = slugs_of(tx, table, ids).await?;
        for link in links {
            if let Some(slug) = slugs.get(&link.id) {
                link.slug.clone_from(slug);
            }
        }
    }
    Ok(())
}

/// The ids of those of some slugs that a table knows.
pub(super) async fn ids_of(
    tx: &Transaction,
    table: &'static str,
    slugs: Vec<String>,
) -> Result<HashMap<String, Uuid>, DbErr> {
    let mut found = HashMap::with_capacity(slugs.len());
    for some in slugs.chunks(KEYS) {
        let named = Expr::col("slug").is_in(some.iter().map(String::as_str));
        let query = Query::select().columns(["slug", "id"]).from(table).and_where(named).to_owned();
        for row in tx.query_all(&query).await? {
            found.insert(row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        }
    }
    Ok(found)
}

async fn slugs_of(
    tx: &Transaction,
    table: &'static str,
    ids: BTreeSet<Uuid>,
) -> Result<HashMap<Uuid, String>, DbErr> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS) {
        let known = Expr::col("id").is_in(some.iter().copied());
        let query = Query::select().columns(["id", "slug"]).from(table).and_where(known).to_owned();
        for row in tx.query_all(&query).await? {
            found.insert(row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        }
    }
    Ok(found)
}

fn by_table(links: Vec<&mut Link>) -> BTreeMap<&'static str, Vec<&mut Link>> {
    let mut tables = BTreeMap::<_, Vec<_>>::new();
    for link in links {
        tables.entry(link.table).or_default().push(link);
    }
    tables
}
