//! `/graphql`: GraphQL over HTTP.

use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Request as Asking, parser::types::OperationType};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, request::Parts},
    response::Response,
};
use futures_util::FutureExt;

use super::{
    answer::{Refused, executed},
    body::read,
    document::{Prepared, Refusal},
    identity::viewer,
    in_time::{broken_off, in_time},
    log::Told,
    multipart,
    negotiate::{Media, accepted, is_json, wants_events},
    once::{self, Once},
    request::{Asked, Document, from_body, from_query_string},
    server::Server,
    {event_stream, socket},
};
use crate::{media::Arrived, statements};

/// `POST /graphql`: any operation, as a JSON object.
pub(super) async fn post(State(server): State<Server>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    if wants_events(&head.headers) {
        return event_stream::post(server, head, body).await;
    }
    let Some(media) = accepted(&head.headers) else {
        return not_acceptable();
    };
    match read_brought(&server, &head, body).await {
        Ok(brought) => answer(&server, media, brought, &head).await,
        Err(refused) => refused.written(media),
    }
}

/// `GET /graphql`: a query, in the query string; or what is sent one after the other.
pub(super) async fn get(State(server): State<Server>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    if socket::is_wanted(&head.headers) {
        return socket::open(server, head).await;
    }
    if wants_events(&head.headers) {
        return event_stream::get(server, head).await;
    }
    let Some(media) = accepted(&head.headers) else {
        return not_acceptable();
    };
    match from_query_string(&head.uri, &server.config.limits) {
        Ok(asked) => answer(&server, media, (asked, Arrived::default()), &head).await,
        Err(refused) => refused.written(media),
    }
}

/// Any other method.
pub(super) async fn other() -> Response {
    let refusal = Refusal::bad_input("Ask by GET or by POST.");
    Refused::exactly(StatusCode::METHOD_NOT_ALLOWED, refusal).written(Media::Json)
}

/// What is asked, and the files that came with it.
type Brought = (Asked, Arrived);

async fn read_brought(server: &Server, head: &Parts, body: Body) -> Result<Brought, Refused> {
    if multipart::is_multipart(&head.headers) {
        return multipart::read(server, head, body).await;
    }
    Ok((read_post(server, &head.headers, body).await?, Arrived::default()))
}

pub(super) async fn read_post(server: &Server, headers: &HeaderMap, body: Body) -> Result<Asked, Refused> {
    if !is_json(headers) {
        let refusal = Refusal::bad_input("The body must be sent as application/json, in UTF-8.");
        return Err(Refused::exactly(StatusCode::UNSUPPORTED_MEDIA_TYPE, refusal));
    }
    from_body(&read(body, &server.config.limits).await?)
}

/// Runs an operation; whatever happens, there is an answer.
async fn answer(server: &Server, media: Media, brought: Brought, head: &Parts) -> Response {
    let mut told = Told::default();
    let work = AssertUnwindSafe(run(server, media, brought, head, &mut told)).catch_unwind();
    let (done, statements) = statements::counted(work).await;
    let mut response = match done {
        Ok(Ok(response)) => response,
        Ok(Err(refused)) => refused.written(media),
        Err(panic) => broken_off(server, &*panic).written(media),
    };
    told.statements = statements;
    response.extensions_mut().insert(told);
    response
}

async fn run(
    server: &Server,
    media: Media,
    (asked, arrived): Brought,
    head: &Parts,
    told: &mut Told,
) -> Result<Response, Refused> {
    let prepared = prepared(server, &asked.document)?;
    let operation = prepared.choose(asked.operation_name.as_deref())?;
    told.operation.clone_from(&operation.name);
    told.kind = Some(operation.kind);
    allow(operation.kind, &head.method)?;
    let once = match operation.kind {
        OperationType::Mutation => Once::read(&head.headers, &asked)?,
        _ => None,
    };
    let asking =
        Asking::new(String::new()).data(arrived).variables(server.desk.fit(operation, asked.variables)?);
    let viewer = viewer(server, head).await?;
    told.account = viewer.account().map(|account| account.id);
    let permitted = operation.permit(&viewer)?;
    let wish = once.map(|once| once.of(&viewer, operation)).transpose()?;
    let work = server.run(permitted, asking, viewer);
    let done = match wish {
        Some(wish) => once::run(server, media, wish, work).await,
        None => in_time(server, work)
            .await
            .map(|found| executed(&server.app, media, found, server.config.limits.errors)),
    };
    if operation.kind == OperationType::Mutation {
        server.app.events.ring();
    }
    done
}

/// A query may be asked in either way, a mutation by POST alone.
fn allow(kind: OperationType, method: &Method) -> Result<(), Refused> {
    match kind {
        OperationType::Query => Ok(()),
        OperationType::Mutation if method == Method::POST => Ok(()),
        OperationType::Mutation => Err(Refused::only_by_post("A mutation is run by POST only.")),
        OperationType::Subscription if method == Method::GET => {
            Err(Refused::only_by_post("Only a query is answered by GET."))
        }
        OperationType::Subscription => Err(Refusal::bad_input(ONLY_STREAMED).into()),
    }
}

const ONLY_STREAMED: &str = "A subscription is answered as text/event-stream, or over a WebSocket.";

/// The document of a request, read now or before.
pub(super) fn prepared(server: &Server, document: &Document) -> Result<Arc<Prepared>, Refused> {
    let prepared = match document {
        Document::Text(text) => server.desk.prepared(text),
        Document::Hash(hash) => server.desk.known(hash),
        Document::Both(text, hash) => server.desk.prepared_under(text, *hash),
    };
    prepared.map_err(Refused::asked)
}

fn not_acceptable() -> Response {
    let message = "Answers are written as application/graphql-response+json or as application/json.";
    Refused::exactly(StatusCode::NOT_ACCEPTABLE, Refusal::bad_input(message)).written(Media::Json)
}
