//! `/graphql`: GraphQL over HTTP.

use std::{any::Any, panic::AssertUnwindSafe};

use async_graphql::parser::types::OperationType;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::Response,
};
use futures_util::FutureExt;

use super::{
    answer::{Refused, executed},
    body::read,
    document::{Code, Refusal},
    identity::viewer,
    log::Told,
    negotiate::{Media, accepted, is_json},
    request::{Asked, Document, from_body, from_query_string},
    server::Server,
};
use crate::statements;

/// `POST /graphql`: any operation, as a JSON object.
pub(super) async fn post(State(server): State<Server>, request: Request) -> Response {
    let Some(media) = accepted(request.headers()) else {
        return not_acceptable();
    };
    let headers = request.headers().clone();
    match read_post(&server, request).await {
        Ok(asked) => answer(&server, media, asked, &Method::POST, &headers).await,
        Err(refused) => refused.written(media),
    }
}

/// `GET /graphql`: a query, in the query string.
pub(super) async fn get(State(server): State<Server>, uri: Uri, request: Request) -> Response {
    let Some(media) = accepted(request.headers()) else {
        return not_acceptable();
    };
    match from_query_string(&uri, &server.config.limits) {
        Ok(asked) => answer(&server, media, asked, &Method::GET, request.headers()).await,
        Err(refused) => refused.written(media),
    }
}

/// Any other method.
pub(super) async fn other() -> Response {
    let refusal = Refusal::bad_input("Ask by GET or by POST.");
    Refused::exactly(StatusCode::METHOD_NOT_ALLOWED, refusal).written(Media::Json)
}

async fn read_post(server: &Server, request: Request) -> Result<Asked, Refused> {
    if !is_json(request.headers()) {
        let refusal = Refusal::bad_input("The body must be sent as application/json, in UTF-8.");
        return Err(Refused::exactly(StatusCode::UNSUPPORTED_MEDIA_TYPE, refusal));
    }
    from_body(&read(request, &server.config.limits).await?)
}

/// Runs an operation; whatever happens, there is an answer.
async fn answer(
    server: &Server,
    media: Media,
    asked: Asked,
    method: &Method,
    headers: &HeaderMap,
) -> Response {
    let mut told = Told::default();
    let work = AssertUnwindSafe(run(server, media, asked, (method, headers), &mut told)).catch_unwind();
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
    asked: Asked,
    (method, headers): (&Method, &HeaderMap),
    told: &mut Told,
) -> Result<Response, Refused> {
    let limits = &server.config.limits;
    let prepared = match &asked.document {
        Document::Text(text) => server.desk.prepared(text),
        Document::Hash(hash) => server.desk.known(hash),
        Document::Both(text, hash) => server.desk.prepared_under(text, *hash),
    }
    .map_err(Refused::asked)?;
    let operation = prepared.choose(asked.operation_name.as_deref())?;
    told.operation.clone_from(&operation.name);
    told.kind = Some(operation.kind);
    match operation.kind {
        OperationType::Query => {}
        OperationType::Mutation if method == Method::POST => {}
        OperationType::Mutation => return Err(Refused::only_by_post("A mutation is run by POST only.")),
        OperationType::Subscription if method == Method::GET => {
            return Err(Refused::only_by_post("Only a query is answered by GET."));
        }
        OperationType::Subscription => {
            return Err(Refusal::bad_input("A subscription is not answered here.").into());
        }
    }
    let variables = server.desk.fit(operation, asked.variables)?;
    let viewer = viewer(server, headers).await?;
    told.account = viewer.account().map(|account| account.id);
    let work = server.run(operation.permit(&viewer)?, variables, viewer);
    match tokio::time::timeout(limits.operation_time, work).await {
        Ok(Ok(found)) => Ok(executed(&server.app, media, found, limits.errors)),
        Ok(Err(cause)) => Err(Refused::broken(&server.app, &cause)),
        Err(_) => Err(too_slow(limits.operation_time)),
    }
}

fn too_slow(after: std::time::Duration) -> Refused {
    let message = format!("The operation took longer than {} seconds.", after.as_secs_f32());
    Refused::exactly(StatusCode::GATEWAY_TIMEOUT, Refusal::new(Code::Timeout, message))
}

fn not_acceptable() -> Response {
    let message = "Answers are written as application/graphql-response+json or as application/json.";
    Refused::exactly(StatusCode::NOT_ACCEPTABLE, Refusal::bad_input(message)).written(Media::Json)
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}
