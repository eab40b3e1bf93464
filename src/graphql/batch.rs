//! Asking for many at once. Keys asked for while the request is being walked are collected until nothing else is ready,
//! then answered together.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt::Debug,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use dataloader::{BatchFn, cached::Loader};
use futures_util::future::BoxFuture;
use sea_orm::DbErr;
use tokio::task::unconstrained;

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

/// An answer without its type. Loaders share it, so that the compiler builds a few of them and not
/// one for every way of asking.
#[derive(Clone)]
struct Anything(Arc<dyn Any + Send + Sync>);

type LoaderOf<K> = Loader<K, Loaded<Anything>, Batch<K>>;

impl Loaders {
    pub(super) async fn load<A: Ask>(&self, question: &Question, key: A::Key) -> Loaded<A::Answer> {
        // The scheduler's own budget would cut a batch: it stops a task after some 128 locks taken.
        let answer = unconstrained(self.loader::<A>(question).load(key)).await?;
        let typed = answer.0.downcast_ref::<A::Answer>().cloned();
        typed.ok_or_else(|| DbErr::Custom("a loader answered with another type".to_owned()))
    }

    fn loader<A: Ask>(&self, question: &Question) -> LoaderOf<A::Key> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.get(&TypeId::of::<A>()).and_then(|loader| loader.downcast_ref::<LoaderOf<A::Key>>());
        if let Some(loader) = known {
            return loader.clone();
        }
        let loader = Loader::new(Batch { question: question.clone(), ask: ask::<A> })
            .with_max_batch_size(BATCH)
            .with_yield_count(YIELDS);
        made.insert(TypeId::of::<A>(), Box::new(loader.clone()));
        loader
    }
}

type AnythingBy<K> = HashMap<K, Loaded<Anything>>;

struct Batch<K> {
    question: Question,
    ask: fn(Question, Vec<K>) -> BoxFuture<'static, AnythingBy<K>>,
}

fn ask<A: Ask>(question: Question, keys: Vec<A::Key>) -> BoxFuture<'static, AnythingBy<A::Key>> {
    Box::pin(async move {
        let answers = A::answer(&question, &keys).await;
        answers
            .into_iter()
            .map(|(key, answer)| (key, answer.map(|answer| Anything(Arc::new(answer)))))
            .collect()
    })
}

impl<K: Clone + Debug + Eq + Hash + Send + Sync + 'static> BatchFn<K, Loaded<Anything>> for Batch<K> {
    async fn load(&mut self, keys: &[K]) -> AnythingBy<K> {
        (self.ask)(self.question.clone(), keys.to_vec()).await
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
