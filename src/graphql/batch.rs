//! Asking for many at once. Keys asked for while the request is being walked are collected until nothing else is ready,
//! then answered together.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt::Debug,
    hash::Hash,
    marker::PhantomData,
    sync::{Mutex, PoisonError},
};

use dataloader::{BatchFn, cached::Loader};
use sea_orm::DbErr;

use super::context::Question;

/// What a batch holds for one key.
pub type Loaded<T> = Result<T, DbErr>;

/// A way of asking, in bulk: by id, along an edge, a page of children.
pub trait Ask: Send + Sync + 'static {
    /// What is asked for. Two keys that are equal are asked once.
    type Key: Clone + Debug + Eq + Hash + Send + Sync + 'static;

    /// What is known of one key. Cloned for everyone who asked, so keep rows behind an `Arc`.
    type Answer: Clone + Send + Sync + 'static;

    /// Answers all keys with one statement; every key must be answered.
    fn answer(question: &Question, keys: &[Self::Key]) -> impl Future<Output = Answers<Self>> + Send;
}

/// The answers to a batch.
pub type Answers<A> = HashMap<<A as Ask>::Key, Loaded<<A as Ask>::Answer>>;

/// The loaders of one request, made when they are first needed. They remember for the length of
/// the request and are never shared, so nobody sees another viewer's rows.
#[derive(Default)]
pub struct Loaders(Mutex<HashMap<TypeId, Box<dyn Any + Send + Sync>>>);

/// How often a loader lets others go first before it asks: enough for a level of fields to be
/// walked, one task poll each.
const YIELDS: usize = 4;

/// The most keys of one statement. SQLite takes 32,766 variables.
const BATCH: usize = 2_000;

type LoaderOf<A> = Loader<<A as Ask>::Key, Loaded<<A as Ask>::Answer>, Batch<A>>;

impl Loaders {
    pub(super) async fn load<A: Ask>(&self, question: &Question, key: A::Key) -> Loaded<A::Answer> {
        let loader = self.loader::<A>(question);
        loader.load(key).await
    }

    fn loader<A: Ask>(&self, question: &Question) -> LoaderOf<A> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.get(&TypeId::of::<A>()).and_then(|loader| loader.downcast_ref::<LoaderOf<A>>());
        if let Some(loader) = known {
            return loader.clone();
        }
        let loader = Loader::new(Batch::<A>(question.clone(), PhantomData))
            .with_max_batch_size(BATCH)
            .with_yield_count(YIELDS);
        made.insert(TypeId::of::<A>(), Box::new(loader.clone()));
        loader
    }
}

struct Batch<A>(Question, PhantomData<fn() -> A>);

impl<A: Ask> BatchFn<A::Key, Loaded<A::Answer>> for Batch<A> {
    async fn load(&mut self, keys: &[A::Key]) -> Answers<A> {
        A::answer(&self.0, keys).await
    }
}

/// Deals rows out to the keys that asked for them. Every key is answered: with its rows, with
/// none, or with the failure that met them all. (A loader panics on a key left unanswered.)
pub fn deal<K, R, T>(
    keys: &[K],
    found: Loaded<Vec<R>>,
    hand: impl Fn(Vec<R>) -> T,
    key_of: impl Fn(&R) -> K,
) -> HashMap<K, Loaded<T>>
where
    K: Clone + Eq + Hash,
{
    let rows = match found {
        Ok(rows) => rows,
        Err(error) => return keys.iter().map(|key| (key.clone(), Err(error.clone()))).collect(),
    };
    let mut hands: HashMap<K, Vec<R>> = keys.iter().map(|key| (key.clone(), Vec::new())).collect();
    for row in rows {
        if let Some(rows) = hands.get_mut(&key_of(&row)) {
            rows.push(row);
        }
    }
    hands.into_iter().map(|(key, rows)| (key, Ok(hand(rows)))).collect()
}
