//! The tie between a row and its face in the contract.

use std::sync::Arc;

use async_graphql::{Context, OutputType};
use entity::{Readable, subject::Subject};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{company::Met, context::Desk, edge::ById, fault::Result};

/// A GraphQL object around a row. The row is shared, so passing it on costs nothing.
pub trait Noun: OutputType + 'static + From<Arc<<Self::Entity as EntityTrait>::Model>> {
    /// Its table.
    type Entity: Readable;

    /// What its ids begin with.
    const SUBJECT: Subject;

    /// All of them.
    fn all(rows: &[Arc<<Self::Entity as EntityTrait>::Model>]) -> Vec<Self> {
        rows.iter().cloned().map(Self::from).collect()
    }
}

/// The noun an id points to: none if there is no id, or nothing the reader may see. A failure
/// leaves this field alone empty.
pub async fn one<T: Noun>(ctx: &Context<'_>, id: impl Into<Option<Uuid>>) -> Option<Result<T>> {
    let id = id.into()?;
    match ctx.question().company.find::<T::Entity>(id) {
        Some(Met::Row(row)) => Some(Ok(T::from(row))),
        Some(Met::Nothing) => None,
        None => {
            let found = ctx.load::<ById<T::Entity>>(id).await;
            found.map(|row| row.map(T::from)).transpose()
        }
    }
}

/// Declares the object of a noun: `nouns! { Meeting = meeting }`.
macro_rules! nouns {
    ($($noun:ident = $table:ident),+ $(,)?) => {$(
        #[doc = concat!("A row of `", stringify!($table), "` as clients see it.")]
        #[derive(Clone, Debug)]
        pub struct $noun(pub std::sync::Arc<entity::$table::Model>);

        impl From<std::sync::Arc<entity::$table::Model>> for $noun {
            fn from(row: std::sync::Arc<entity::$table::Model>) -> Self {
                Self(row)
            }
        }

        impl $crate::graphql::Noun for $noun {
            type Entity = entity::$table::Entity;

            const SUBJECT: entity::subject::Subject = entity::subject::Subject::$noun;
        }

        impl $noun {
            /// Its id as clients see it.
            pub(crate) fn node_id(&self) -> async_graphql::ID {
                $crate::graphql::NodeId { subject: entity::subject::Subject::$noun, id: self.0.id }.encode()
            }
        }
    )+};
}

pub(crate) use nouns;
