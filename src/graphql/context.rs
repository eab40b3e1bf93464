//! What a request is served with.

use std::sync::Arc;

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
    /// Visibility is judged at this moment, one for the whole request.
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

/// Laid out for one request: who asks, the moment it is answered at, and its loaders.
pub struct Table {
    app: App,
    question: Question,
    loaders: Loaders,
    pages: Pages,
}

impl Table {
    /// A fresh table for a viewer, and for a document that shows so much.
    pub fn new(app: &App, viewer: Viewer, shown: Option<Arc<Shown>>) -> Self {
        let db = app.db.reader().clone();
        let (engine, now) = (db.get_database_backend(), app.clock.now());
        let question = Question { db, viewer, now, engine, shown, company: Arc::default() };
        let (loaders, pages) = (Loaders::default(), Pages::default());
        Self { app: app.clone(), question, loaders, pages }
    }

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

    /// When what is wanted at this table is asked for: the request must be run through them.
    pub fn turns(&self) -> Turns {
        self.loaders.turns().clone()
    }
}

/// How a resolver reaches the table.
pub trait Desk {
    /// What a deed needs.
    fn app(&self) -> &App;

    /// Who asks.
    fn viewer(&self) -> &Viewer;

    /// What a question needs.
    fn question(&self) -> &Question;

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

    fn viewer(&self) -> &Viewer {
        &table(self).question.viewer
    }

    fn question(&self) -> &Question {
        &table(self).question
    }

    fn load<A: Ask>(&self, key: A::Key) -> BoxFuture<'_, Result<A::Answer>> {
        let table = table(self);
        Box::pin(async move { Ok(table.loaders.load::<A>(&table.question, key).await?) })
    }

    fn know<A: Ask>(&self, key: A::Key, answer: A::Answer) -> BoxFuture<'_, ()> {
        let table = table(self);
        Box::pin(table.loaders.know::<A>(&table.question, key, answer))
    }
}

/// The account that does a deed. Whether it may is said by the policy before anything runs.
pub(crate) fn who(ctx: &Context<'_>) -> Result<Uuid> {
    Ok(ctx.viewer().account().ok_or(Fault::Unauthenticated)?.id)
}

/// The table of a request.
pub(super) fn table<'a>(ctx: &Context<'a>) -> &'a Table {
    ctx.data_unchecked::<Table>()
}
