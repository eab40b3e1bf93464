//! `/`: where everything else is; and what is said at addresses where nothing is.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;

use super::{
    answer::Refused,
    document::{Code, Refusal},
    negotiate::Media,
    server::Server,
};

/// A browser is shown the interactive page, a program the addresses.
pub(super) async fn home(State(server): State<Server>, headers: HeaderMap) -> Response {
    let has_page = server.config.playground;
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut response = if has_page && accepted.contains("text/html") {
        Redirect::to("/playground").into_response()
    } else if has_page {
        Json(json!({ "graphql": "/graphql", "playground": "/playground" })).into_response()
    } else {
        Json(json!({ "graphql": "/graphql" })).into_response()
    };
    response.headers_mut().insert(header::VARY, header::HeaderValue::from_static("accept"));
    response
}

/// Nothing is here.
pub(super) async fn nothing() -> Response {
    let refusal = Refusal::new(Code::NotFound, "There is nothing at this address; questions go to /graphql.");
    Refused::exactly(StatusCode::NOT_FOUND, refusal).written(Media::Json)
}
