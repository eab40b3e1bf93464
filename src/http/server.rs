//! What the routes share.

use std::{ops::Deref, sync::Arc};

use async_graphql::{ObjectType, Request, Response, Schema, SubscriptionType};
use futures_util::{
    future::{BoxFuture, FutureExt},
    stream::{self, BoxStream, StreamExt},
};
use sea_orm::DbErr;

use super::{
    config::HttpConfig,
    document::{Contract, Desk, Permitted, print_options},
    streams::Streams,
};
use crate::{
    app::App,
    graphql::{Fault, Shown, Turns},
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
    listening: Listening,
    pub(super) streams: Streams,
}

/// Runs a request of a viewer on a schema.
type Engine = Box<dyn Fn(Request, Viewer, Arc<Shown>) -> BoxFuture<'static, Response> + Send + Sync>;

/// The same for what is answered more than once.
type Listening = Box<dyn Fn(Request, Viewer, Arc<Shown>) -> BoxStream<'static, Response> + Send + Sync>;

/// Lays out what the request of a viewer needs to be run, which shows so much.
pub type Furnish = fn(Request, &App, Viewer, Option<Arc<Shown>>) -> (Request, Turns);

impl Server {
    /// Serves the contract.
    pub fn of_contract(app: App, config: HttpConfig) -> Result<Self, Unreadable> {
        Self::new(app, schema::build().finish(), schema::furnish, config, Policy::over)
    }

    /// Serves a schema, of which everybody may what the policy laid over its text says. `furnish` lays out what one request
    /// needs.
    ///
    /// The schema should be built with `ValidationMode::Fast`: documents are validated here, and a
    /// second validation would only cost time. Its recursion limit must not be below
    /// [`Limits::nesting`](crate::limits::Limits::nesting).
    pub fn new<Q, M, S>(
        app: App,
        schema: Schema<Q, M, S>,
        furnish: Furnish,
        config: HttpConfig,
        policy: fn(&str) -> Result<Policy, Unreadable>,
    ) -> Result<Self, Unreadable>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let policy = policy(&schema.sdl_with_options(print_options()))?;
        let contract = Contract::read(policy)?;
        let desk = Desk::new(contract, config.limits.clone());
        let (table, listeners, listened) = (app.clone(), app.clone(), schema.clone());
        let engine: Engine = Box::new(move |request, viewer, shown| {
            let (request, turns) = furnish(request, &table, viewer, Some(shown));
            let schema = schema.clone();
            async move { turns.take(schema.execute(request)).await }.boxed()
        });
        let listening: Listening = Box::new(move |request, viewer, shown| {
            let (request, turns) = furnish(request, &listeners, viewer, Some(shown));
            let answers = listened.execute_stream(request);
            let next = async |(mut answers, turns): (BoxStream<'static, Response>, Turns)| {
                let next = turns.take(answers.next()).await?;
                Some((next, (answers, turns)))
            };
            stream::unfold((answers, turns), next).boxed()
        });
        let streams = Streams::default();
        Ok(Self(Arc::new(Parts { app, config, desk, engine, listening, streams })))
    }

    /// Runs an operation for the viewer who was permitted to.
    pub(super) fn run(
        &self,
        operation: Permitted<'_>,
        mut asking: Request,
        viewer: Viewer,
    ) -> BoxFuture<'static, Response> {
        let (standing, introspection) = (viewer.standing(), operation.introspection());
        asking.set_parsed_query(operation.translated());
        let Some(introspection) = introspection else {
            return (self.engine)(asking, viewer, operation.shown());
        };
        let variables = asking.variables.clone();
        let work = (self.engine)(asking, viewer, operation.shown());
        let server = self.clone();
        async move {
            let mut found = work.await;
            match server.desk.introspect(&introspection, found.data, standing, &variables) {
                Ok(data) => found.data = data,
                Err(cause) => {
                    return Response::from_errors(vec![Fault::from(DbErr::Custom(cause)).told()]);
                }
            }
            found
        }
        .boxed()
    }

    /// Runs an operation that is answered more than once, for the viewer who was permitted to.
    pub(super) fn listen(
        &self,
        operation: Permitted<'_>,
        mut asking: Request,
        viewer: Viewer,
    ) -> BoxStream<'static, Response> {
        asking.set_parsed_query(operation.translated());
        (self.listening)(asking, viewer, operation.shown())
    }
}

impl Deref for Server {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
