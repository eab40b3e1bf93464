//! `/graphql`: GraphQL over HTTP.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Request as Asking, Response as Executed, parser::types::OperationType};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::Response,
};
use futures_util::{FutureExt, future::BoxFuture};

use super::{
    answer::{Refused, executed},
    body::read,
    document::{Code, Prepared, Refusal},
    identity::viewer,
    log::Told,
    multipart,
    negotiate::{Media, accepted, is_json, wants_events},
    once::{self, Once},
    peer::peer,
    request::{Asked, Document, from_body, from_query_string},
    server::Server,
    {event_stream, socket},
};
use crate::{media::Arrived, statements, viewer::Peer};

/// `POST /graphql`: any operation, as a JSON object.
pub(super) async fn post(State(server): State<Server>, request: Request) -> Response {
    if wants_events(request.headers()) {
        return event_stream::post(server, request).await;
    }
    let Some(media) = accepted(request.headers()) else {
        return not_acceptable();
    };
    let (headers, peer) = (request.headers().clone(), peer(&request, server.config.proxy_header.as_ref()));
    match read_brought(&server, request).await {
        Ok(brought) => answer(&server, media, brought, (&Method::POST, &headers, peer)).await,
        Err(refused) => refused.written(media),
    }
}

/// `GET /graphql`: a query, in the query string; or what is sent one after the other.
pub(super) async fn get(State(server): State<Server>, uri: Uri, request: Request) -> Response {
    if socket::is_wanted(request.headers()) {
        return socket::open(server, request).await;
    }
    if wants_events(request.headers()) {
        return event_stream::get(server, &uri, request).await;
    }
    let Some(media) = accepted(request.headers()) else {
        return not_acceptable();
    };
    match from_query_string(&uri, &server.config.limits) {
        Ok(asked) => {
            answer(&server, media, (asked, Arrived::default()), (&Method::GET, request.headers(), None)).await
        }
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

async fn read_brought(server: &Server, request: Request) -> Result<Brought, Refused> {
    if multipart::is_multipart(request.headers()) {
        return multipart::read(server, request).await;
    }
    Ok((read_post(server, request).await?, Arrived::default()))
}

pub(super) async fn read_post(server: &Server, request: Request) -> Result<Asked, Refused> {
    if !is_json(request.headers()) {
        let refusal = Refusal::bad_input("The body must be sent as application/json, in UTF-8.");
        return Err(Refused::exactly(StatusCode::UNSUPPORTED_MEDIA_TYPE, refusal));
    }
    from_body(&read(request, &server.config.limits).await?)
}

/// How it is asked, with which headers, and from where as far as a change may need to know.
type Head<'a> = (&'a Method, &'a HeaderMap, Option<Peer>);

/// Runs an operation; whatever happens, there is an answer.
async fn answer(server: &Server, media: Media, brought: Brought, head: Head<'_>) -> Response {
    let mut told = Told::default();
    let work = AssertUnwindSafe(run(server, media, brought, head, &mut told)).catch_unwind();
    let (done, statements) = statements::counted(work).await;
    let mut response = match done {
        Ok(Ok(response)) => response,
        Ok(Err(refused)) => refused.written(media),
        Err(panic) => Refused::broken(&server.app, words(&*panic)).written(media),
    };
    told.statements = statements;
    response.extensions_mut().insert(told);
    response
}

async fn run(
    server: &Server,
    media: Media,
    (asked, arrived): Brought,
    (method, headers, peer): Head<'_>,
    told: &mut Told,
) -> Result<Response, Refused> {
    let prepared = prepared(server, &asked.document)?;
    let operation = prepared.choose(asked.operation_name.as_deref())?;
    told.operation.clone_from(&operation.name);
    told.kind = Some(operation.kind);
    allow(operation.kind, method)?;
    let once = match operation.kind {
        OperationType::Mutation => Once::read(headers, &asked)?,
        _ => None,
    };
    let mut asking =
        Asking::new(String::new()).data(arrived).variables(server.desk.fit(operation, asked.variables)?);
    if let Some(peer) = peer {
        asking = asking.data(peer);
    }
    let viewer = viewer(server, headers).await?;
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

/// Waits for what the engine finds, for so long.
pub(super) async fn in_time(server: &Server, work: BoxFuture<'_, Executed>) -> Result<Executed, Refused> {
    let longest = server.config.limits.operation_time;
    tokio::time::timeout(longest, work).await.map_err(|_| too_slow(longest))
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

pub(super) fn too_slow(after: std::time::Duration) -> Refused {
    let message = format!("The operation took longer than {} seconds.", after.as_secs_f32());
    Refused::exactly(StatusCode::GATEWAY_TIMEOUT, Refusal::new(Code::Timeout, message))
}

fn not_acceptable() -> Response {
    let message = "Answers are written as application/graphql-response+json or as application/json.";
    Refused::exactly(StatusCode::NOT_ACCEPTABLE, Refusal::bad_input(message)).written(Media::Json)
}

/// What a panic said.
pub(super) fn words(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}
