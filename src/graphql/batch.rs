//! Asking for many at once: what is wanted along the same way is collected, then answered by one
//! statement. [`Turns`] says when.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt::Debug,
    hash::Hash,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError},
};

use dataloader::{BatchFn, cached::Loader};
use futures_util::future::BoxFuture;
use sea_orm::DbErr;

use super::{context::Question, turn::Turns};

/// What a batch holds for one key.
pub type Loaded<T> = Result<T, DbErr>;

/// A way of asking, in bulk: by id, along an edge, a page of children.
pub trait Ask: Send + Sync + 'static {
    /// What is asked for. Two keys that are equal are asked once.
    type Key: Key;

    /// What is known of one key. Cloned for everyone who asked, so keep rows behind an `Arc`.
    type Answer: Clone + Send + Sync + 'static;

    /// Answers all keys with one statement; every key must be answered.
    fn answer(question: &Question, keys: &[Self::Key]) -> impl Future<Output = Answers<Self>> + Send;

    /// The same for a loader, which keeps what it is given.
    fn answer_owned(question: Question, keys: Vec<Self::Key>) -> BoxFuture<'static, Answers<Self>> {
        Box::pin(async move { Self::answer(&question, &keys).await })
    }
}

/// The answers to a batch.
pub type Answers<A> = HashMap<<A as Ask>::Key, Loaded<<A as Ask>::Answer>>;

/// The same way of asking, for a resolver that reads the rows itself: they are whole, whatever the
/// document shows of them.
pub struct Whole<A>(PhantomData<A>);

impl<A: Ask> Ask for Whole<A> {
    type Key = A::Key;
    type Answer = A::Answer;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        A::answer(&Question { shown: None, ..question.clone() }, keys).await
    }
}

/// The loaders of one request, made when they are first needed. They remember for the length of
/// the request, or up to its next deed, and are never shared, so nobody sees another viewer's rows.
pub struct Loaders {
    turns: Turns,
    trays: Mutex<HashMap<Way, Box<dyn Any + Send + Sync>>>,
}

/// What tells one way of asking from another: its type, and a number where a type has several.
pub type Way = (TypeId, usize);

/// The most keys of one statement. SQLite takes 32,766 variables.
pub const MANY: usize = 2_000;

/// An answer without its type. Loaders share it, so that the compiler builds a few of them and not
/// one for every way of asking.
#[derive(Clone)]
struct Anything(Arc<dyn Any + Send + Sync>);

/// One way of asking: its loader, and what has been asked of it.
struct Tray<K: Key> {
    loader: Loader<K, Loaded<Anything>, Batch<K>>,
    asked: Mutex<Asked<K>>,
}

struct Asked<K> {
    /// Every key, and the round it was asked in.
    rounds: HashMap<K, u64>,
    /// Those of the round that is being collected.
    wanted: Vec<K>,
}

/// What can be asked for.
pub trait Key: Clone + Debug + Eq + Hash + Send + Sync + 'static {}

impl<K: Clone + Debug + Eq + Hash + Send + Sync + 'static> Key for K {}

impl Loaders {
    /// Some that ask in these turns.
    pub(super) fn of(turns: Turns) -> Self {
        Self { turns, trays: Mutex::default() }
    }

    pub(super) async fn load<A: Ask>(&self, question: &Question, key: A::Key) -> Loaded<A::Answer> {
        self.load_by((TypeId::of::<A>(), 0), question, key, || Box::new(A::answer_owned)).await
    }

    /// Keeps an answer that is known already.
    pub(super) async fn know<A: Ask>(&self, question: &Question, key: A::Key, answer: A::Answer) {
        let tray = self.tray((TypeId::of::<A>(), 0), question, || Box::new(A::answer_owned));
        tray.loader.prime(key, Ok(Anything(Arc::new(answer)))).await;
    }

    /// Loads where the way of asking is made for this request.
    pub(super) async fn load_by<K: Key, T: Clone + Send + Sync + 'static>(
        &self,
        way: Way,
        question: &Question,
        key: K,
        make: impl FnOnce() -> Asking<K, T>,
    ) -> Loaded<T> {
        let tray = self.tray(way, question, make);
        self.turns.end_of(tray.want(&key, &self.turns)).await;
        let answer = tray.loader.load(key).await?;
        let typed = answer.0.downcast_ref::<T>().cloned();
        typed.ok_or_else(|| DbErr::Custom("a loader answered with another type".to_owned()))
    }

    fn tray<K: Key, T: Send + Sync + 'static>(
        &self,
        way: Way,
        question: &Question,
        make: impl FnOnce() -> Asking<K, T>,
    ) -> Arc<Tray<K>> {
        let mut trays = self.trays.lock().unwrap_or_else(PoisonError::into_inner);
        let known = trays.get(&way).and_then(|tray| tray.downcast_ref::<Arc<Tray<K>>>());
        if let Some(tray) = known {
            return Arc::clone(tray);
        }
        let tray = Arc::new(Tray::new(Batch { question: question.clone(), ask: erased(make()) }));
        trays.insert(way, Box::new(Arc::clone(&tray)));
        tray
    }
}

impl<K: Key> Tray<K> {
    fn new(batch: Batch<K>) -> Self {
        // It is told all keys at once, and has nothing to wait for.
        let loader = Loader::new(batch).with_max_batch_size(MANY).with_yield_count(0);
        Self { loader, asked: Mutex::new(Asked { rounds: HashMap::new(), wanted: Vec::new() }) }
    }

    /// Puts a key on the tray, unless it is or was there. Tells the round it is answered in.
    fn want(self: &Arc<Self>, key: &K, turns: &Turns) -> u64 {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(round) = asked.rounds.get(key) {
            return *round;
        }
        let round = turns.round();
        asked.rounds.insert(key.clone(), round);
        if asked.wanted.is_empty() {
            turns.ask(Box::pin(Arc::clone(self).serve()));
        }
        asked.wanted.push(key.clone());
        round
    }

    async fn serve(self: Arc<Self>) {
        let wanted = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut asked.wanted)
        };
        self.loader.load_many(wanted).await;
    }
}

/// A question about some keys.
pub type Asking<K, T> =
    Box<dyn Fn(Question, Vec<K>) -> BoxFuture<'static, HashMap<K, Loaded<T>>> + Send + Sync>;

struct Batch<K> {
    question: Question,
    ask: Asking<K, Anything>,
}

fn erased<K: Key, T: Send + Sync + 'static>(ask: Asking<K, T>) -> Asking<K, Anything> {
    Box::new(move |question, keys| {
        let answers = ask(question, keys);
        Box::pin(async move {
            let answers = answers.await.into_iter();
            answers.map(|(key, answer)| (key, answer.map(|answer| Anything(Arc::new(answer))))).collect()
        })
    })
}

impl<K: Key> BatchFn<K, Loaded<Anything>> for Batch<K> {
    async fn load(&mut self, keys: &[K]) -> HashMap<K, Loaded<Anything>> {
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
