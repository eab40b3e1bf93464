//! What the routes share.

use std::{ops::Deref, sync::Arc};

use async_graphql::{ObjectType, Request, Response, Schema, SubscriptionType, Variables};
use futures_util::future::{BoxFuture, FutureExt};

use super::{
    config::HttpConfig,
    document::{Contract, Desk, Permitted, print_options},
};
use crate::{
    app::App,
    graphql::{Shown, Turns},
    policy::{Policy, Unreadable},
    schema,
    viewer::Viewer,
};

/// Cheap to clone; every route has one.
#[derive(Clone)]
pub struct Server(Arc<Parts>);

/// Its parts.
pub struct Parts {
    pub(super) app: App,
    pub(super) config: HttpConfig,
    pub(super) desk: Desk,
    engine: Engine,
}

/// Runs a request of a viewer on a schema.
type Engine = Box<dyn Fn(Request, Viewer, Arc<Shown>) -> BoxFuture<'static, Response> + Send + Sync>;

/// Lays out what the request of a viewer needs to be run, which shows so much.
pub type Furnish = fn(Request, &App, Viewer, Option<Arc<Shown>>) -> (Request, Turns);

impl Server {
    /// Serves the contract.
    pub fn of_contract(app: App, config: HttpConfig) -> Result<Self, Unreadable> {
        Self::new(app, schema::build().finish(), schema::furnish, config)
    }

    /// Serves a schema, of which everybody may what the policy says. `furnish` lays out what one request needs.
    ///
    /// The schema should be built with `ValidationMode::Fast`: documents are validated here, and a
    /// second validation would only cost time. Its recursion limit must not be below
    /// [`Limits::nesting`](crate::limits::Limits::nesting).
    pub fn new<Q, M, S>(
        app: App,
        schema: Schema<Q, M, S>,
        furnish: Furnish,
        config: HttpConfig,
    ) -> Result<Self, Unreadable>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let policy = Policy::over(&schema.sdl_with_options(print_options()))?;
        Self::under(policy, app, schema, furnish, config)
    }

    /// Serves a schema of which everybody may everything.
    pub fn open<Q, M, S>(
        app: App,
        schema: Schema<Q, M, S>,
        furnish: Furnish,
        config: HttpConfig,
    ) -> Result<Self, Unreadable>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let policy = Policy::open(&schema.sdl_with_options(print_options()))?;
        Self::under(policy, app, schema, furnish, config)
    }

    fn under<Q, M, S>(
        policy: Policy,
        app: App,
        schema: Schema<Q, M, S>,
        furnish: Furnish,
        config: HttpConfig,
    ) -> Result<Self, Unreadable>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let contract = Contract::read(policy)?;
        let desk = Desk::new(contract, config.limits.clone());
        let table = app.clone();
        let engine: Engine = Box::new(move |request, viewer, shown| {
            let (request, turns) = furnish(request, &table, viewer, Some(shown));
            let schema = schema.clone();
            async move { turns.take(schema.execute(request)).await }.boxed()
        });
        Ok(Self(Arc::new(Parts { app, config, desk, engine })))
    }

    /// Runs an operation for the viewer who was permitted to. What went wrong on our side is for the log.
    pub(super) async fn run(
        &self,
        operation: Permitted<'_>,
        variables: Variables,
        viewer: Viewer,
    ) -> Result<Response, String> {
        let standing = viewer.standing();
        let mut asking = Request::new(String::new()).variables(variables.clone());
        asking.set_parsed_query(operation.translated());
        let mut found = (self.engine)(asking, viewer, operation.shown()).await;
        found.data = self.desk.introspect(operation, found.data, standing, &variables)?;
        Ok(found)
    }
}

impl Deref for Server {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
