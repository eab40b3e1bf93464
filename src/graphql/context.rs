//! What a request is served with.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::Context;
use entity::{Readable, value::Instant};
use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DbBackend, Select};
use uuid::Uuid;

use super::{
    batch::{Ask, Asking, Key, Loaders, Way},
    company::Company,
    fault::{Fault, Result},
    page::{Listed, Page, Pages},
    sparse::Shown,
    turn::Turns,
};
use crate::{app::App, database::Reader, policy, viewer::Viewer};

/// What every question to the database needs to know.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where to ask.
    pub db: Reader,
    /// Who asks.
    pub viewer: Viewer,
    /// Visibility is judged at this moment, one for a whole query.
    pub now: Instant,
    /// Which engine answers.
    pub engine: DbBackend,
    /// What the document shows; none where rows are read whole.
    pub shown: Option<Arc<Shown>>,
    /// What came along with other rows so far.
    pub company: Arc<Company>,
}

impl Question {
    /// The rows of a noun that the viewer may see at this moment. Every question starts from them.
    pub fn readable<E: Readable>(&self) -> Select<E> {
        E::in_sight(policy::sight::<E>(&self.viewer), self.now)
    }
}

/// Laid out for one request: who asks, and what is seen of the database.
pub struct Table {
    app: App,
    viewer: Viewer,
    shown: Option<Arc<Shown>>,
    turns: Turns,
    sight: Mutex<Option<Arc<Sight>>>,
}

/// What is seen at one moment: the moment, and what was found. A query has one; each deed is followed by another, so that
/// what it answers is what it did.
pub(super) struct Sight {
    question: Arc<Question>,
    loaders: Loaders,
    pages: Pages,
}

impl Table {
    /// A fresh table for a viewer, and for a document that shows so much.
    pub fn new(app: &App, viewer: Viewer, shown: Option<Arc<Shown>>) -> Self {
        Self { app: app.clone(), viewer, shown, turns: Turns::default(), sight: Mutex::default() }
    }

    /// What is seen now.
    pub(super) fn sight(&self) -> Arc<Sight> {
        Arc::clone(self.seen().get_or_insert_with(|| {
            let (app, viewer, shown) = (&self.app, self.viewer.clone(), self.shown.clone());
            let db = app.db.reader().clone();
            let (engine, now) = (db.get_database_backend(), app.clock.now());
            let question = Question { db, viewer, now, engine, shown, company: Arc::default() };
            let (loaders, pages) = (Loaders::of(self.turns.clone()), Pages::default());
            Arc::new(Sight { question: Arc::new(question), loaders, pages })
        }))
    }

    fn seen(&self) -> MutexGuard<'_, Option<Arc<Sight>>> {
        self.sight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When what is wanted at this table is asked for: the request must be run through them.
    pub fn turns(&self) -> Turns {
        self.turns.clone()
    }
}

impl Sight {
    /// A page as it is asked for at a place in the document, which is the same for all parents there.
    pub(super) fn page<E: Listed>(
        &self,
        place: usize,
        read: impl FnOnce() -> Result<Page<E>>,
    ) -> Result<Arc<Page<E>>> {
        self.pages.find(place, read)
    }

    /// Asks for one, by a way that is made for this request.
    pub(super) async fn load_by<K: Key, T: Clone + Send + Sync + 'static>(
        &self,
        way: Way,
        key: K,
        ask: impl FnOnce() -> Asking<K, T>,
    ) -> Result<T> {
        Ok(self.loaders.load_by(way, &self.question, key, ask).await?)
    }
}

/// How a resolver reaches the table.
pub trait Desk {
    /// What all requests share.
    fn app(&self) -> &App;

    /// The same for a deed: whatever is asked after it is asked anew.
    fn deed(&self) -> &App;

    /// Who asks.
    fn viewer(&self) -> &Viewer;

    /// What a question needs.
    fn question(&self) -> Arc<Question>;

    /// Asks for one, together with all that is asked for at the same time.
    ///
    /// Boxed, because every field of an object shares one future, which is as large as the largest:
    /// a plain field should not pay for those that ask the database.
    fn load<A: Ask>(&self, key: A::Key) -> BoxFuture<'_, Result<A::Answer>>;

    /// Puts down what a deed has just written, so that the rest of the request need not ask.
    fn know<A: Ask>(&self, key: A::Key, answer: A::Answer) -> BoxFuture<'_, ()>;
}

impl Desk for Context<'_> {
    fn app(&self) -> &App {
        &table(self).app
    }

    fn deed(&self) -> &App {
        let table = table(self);
        *table.seen() = None;
        &table.app
    }

    fn viewer(&self) -> &Viewer {
        &table(self).viewer
    }

    fn question(&self) -> Arc<Question> {
        Arc::clone(&sight(self).question)
    }

    fn load<A: Ask>(&self, key: A::Key) -> BoxFuture<'_, Result<A::Answer>> {
        let sight = sight(self);
        Box::pin(async move { Ok(sight.loaders.load::<A>(&sight.question, key).await?) })
    }

    fn know<A: Ask>(&self, key: A::Key, answer: A::Answer) -> BoxFuture<'_, ()> {
        let sight = sight(self);
        Box::pin(async move { sight.loaders.know::<A>(&sight.question, key, answer).await })
    }
}

/// The account that does a deed. Whether it may is said by the policy before anything runs.
pub(crate) fn who(ctx: &Context<'_>) -> Result<Uuid> {
    Ok(ctx.viewer().account().ok_or(Fault::Unauthenticated)?.id)
}

fn table<'a>(ctx: &Context<'a>) -> &'a Table {
    ctx.data_unchecked::<Table>()
}

/// What a request sees.
pub(super) fn sight(ctx: &Context<'_>) -> Arc<Sight> {
    table(ctx).sight()
}
