//! Operations whose answers are sent one after the other: over a socket, or as events of an answer that does not end.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use async_graphql::{Request, Response, Variables, parser::types::OperationType};
use axum::http::Method;
use futures_util::{
    FutureExt, Stream, StreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use tokio::time::{Instant, timeout};

use super::{
    answer::{Refused, said},
    document::{Permitted, Prepared},
    graphql::prepared,
    in_time::{broken_off, in_time},
    request::Asked,
    server::Server,
};
use crate::{
    graphql::{Live, Moment, Moments},
    viewer::{Viewer, cookie::Streamed},
};

/// What is sent.
pub(super) enum Said {
    /// An answer, and the cursor to go on from after it, if there is one.
    Answer { cursor: Option<String>, text: String },
    /// The end, before its time.
    Failed(Refused),
}

/// All that is sent for one operation.
pub(super) type Saying = BoxStream<'static, Said>;

/// An operation that may be run, as often as something happens.
struct Chosen {
    kind: OperationType,
    prepared: Arc<Prepared>,
    name: Option<String>,
    variables: Variables,
}

/// Runs an operation of a viewer; a subscription goes on from a cursor if one is given.
pub(super) async fn listen(
    server: &Server,
    asked: Asked,
    method: &Method,
    viewer: Viewer,
    since: Option<String>,
) -> Result<Saying, Refused> {
    let chosen = Chosen::of(server, asked)?;
    if chosen.kind == OperationType::Mutation && method == Method::GET {
        return Err(Refused::only_by_post("A mutation is run by POST only."));
    }
    if chosen.kind == OperationType::Subscription {
        return subscribe(server, chosen, viewer, since).await;
    }
    let done = in_time(server, chosen.answer(server, viewer)?).await;
    if chosen.kind == OperationType::Mutation {
        server.app.events.ring();
    }
    let text = said(&server.app, done?, server.config.limits.errors)?;
    Ok(stream::iter([Said::Answer { cursor: None, text }]).boxed())
}

impl Chosen {
    fn of(server: &Server, asked: Asked) -> Result<Self, Refused> {
        let prepared = prepared(server, &asked.document)?;
        let operation = prepared.choose(asked.operation_name.as_deref())?;
        let (kind, variables) = (operation.kind, server.desk.fit(operation, asked.variables)?);
        Ok(Self { kind, prepared, name: asked.operation_name, variables })
    }

    fn request(&self) -> Request {
        Request::new(String::new()).variables(self.variables.clone()).data(Streamed)
    }

    /// The operation, if the viewer may run it.
    fn permit(&self, viewer: &Viewer) -> Result<Permitted<'_>, Refused> {
        let permitted = self.prepared.choose(self.name.as_deref())?.permit(viewer);
        permitted.map_err(|refusal| Refused::under_its_code(vec![refusal]))
    }

    fn answer(&self, server: &Server, viewer: Viewer) -> Result<BoxFuture<'static, Response>, Refused> {
        Ok(server.run(self.permit(&viewer)?, self.request(), viewer))
    }

    fn answers(
        &self,
        server: &Server,
        viewer: Viewer,
        live: &Arc<Live>,
    ) -> Result<BoxStream<'static, Response>, Refused> {
        let request = self.request().data(Arc::clone(live));
        Ok(server.listen(self.permit(&viewer)?, request, viewer))
    }
}

/// Begins. What it listens to is known then, or else the schema itself goes on answering.
async fn subscribe(
    server: &Server,
    chosen: Chosen,
    viewer: Viewer,
    since: Option<String>,
) -> Result<Saying, Refused> {
    let live = Arc::new(Live::begins(since));
    let mut answers = chosen.answers(server, viewer.clone(), &live)?;
    let first = in_time(server, answers.next()).await?;
    if let Some(moments) = live.moments() {
        let deeds = server.app.events.deeds();
        let server = server.clone();
        let listener = Listener { server, chosen, viewer, checked: Instant::now(), deeds, moments };
        return Ok(ending_at_failure(stream::unfold(listener, async |mut listener| {
            Some((listener.next().await?, listener))
        })));
    }
    let Some(first) = first else { return Ok(stream::empty().boxed()) };
    let first = answer(server, first, None)?;
    let server = server.clone();
    let rest = stream::unfold((server, answers), async |(server, mut answers)| {
        let next = AssertUnwindSafe(answers.next()).catch_unwind().await;
        let next = next.map_err(|panic| broken_off(&server, &*panic)).transpose()?;
        Some((next.and_then(|response| answer(&server, response, None)), (server, answers)))
    });
    Ok(ending_at_failure(stream::iter([Ok(first)]).chain(rest)))
}

/// A client that comes back is told what it did not hear; one that goes on would miss it.
fn ending_at_failure(answers: impl Stream<Item = Result<Said, Refused>> + Send + 'static) -> Saying {
    let until_failure = stream::unfold(Some(answers.boxed()), async |answers| {
        let mut answers = answers?;
        match answers.next().await? {
            Ok(said) => Some((said, Some(answers))),
            Err(refused) => Some((Said::Failed(refused), None)),
        }
    });
    until_failure.boxed()
}

/// Who is listening to what.
struct Listener {
    server: Server,
    chosen: Chosen,
    viewer: Viewer,
    /// When it was seen last that the viewer may listen, and what was done until then.
    checked: Instant,
    deeds: u64,
    moments: Moments,
}

/// For so long a viewer who might listen may go on, unless something was done meanwhile.
const TRUST: Duration = Duration::from_secs(1);

impl Listener {
    async fn next(&mut self) -> Option<Result<Said, Refused>> {
        loop {
            let next = timeout(self.server.config.limits.ping_time, self.moments.next()).await;
            if let Err(refused) = self.check().await {
                return Some(Err(refused));
            }
            match next {
                Ok(Some(Ok(moment))) => return Some(self.show(moment).await),
                Ok(Some(Err(fault))) => return Some(Err(Refused::of_fault(&self.server.app, fault))),
                Ok(None) => return None,
                Err(_quiet) => {}
            }
        }
    }

    /// Runs the operation once more, at a table of its own.
    async fn show(&mut self, moment: Moment) -> Result<Said, Refused> {
        let cursor = moment.cursor.clone();
        let live = Arc::new(Live::Happened(moment));
        let mut answers = self.chosen.answers(&self.server, self.viewer.clone(), &live)?;
        let response = in_time(&self.server, answers.next()).await?;
        answer(&self.server, response.unwrap_or_default(), Some(cursor))
    }

    /// Whether the viewer may still listen.
    async fn check(&mut self) -> Result<(), Refused> {
        let deeds = self.server.app.events.deeds();
        if self.viewer.account().is_none() || (deeds == self.deeds && self.checked.elapsed() < TRUST) {
            return Ok(());
        }
        let found = self.viewer.again(&self.server.app).await;
        let found = found.map_err(|error| Refused::of_fault(&self.server.app, error))?;
        self.viewer = found.ok_or_else(|| Refused::unauthenticated(ENDED))?;
        (self.checked, self.deeds) = (Instant::now(), deeds);
        Ok(())
    }
}

pub(super) const ENDED: &str = "The sign-in or access token has ended. Sign in again.";

/// An answer in which nothing was found at all is a failure.
fn answer(server: &Server, response: Response, cursor: Option<String>) -> Result<Said, Refused> {
    let text = said(&server.app, response, server.config.limits.errors)?;
    Ok(Said::Answer { cursor, text })
}
