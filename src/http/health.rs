//! Whether the server lives, and whether it can answer.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::server::Server;

/// How long the database may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /health/live`: the program runs.
pub(super) async fn live() -> Response {
    told(StatusCode::OK, "live")
}

/// `GET /health/ready`: the database answers, and its tables are those the program was written for.
pub(super) async fn ready(State(server): State<Server>) -> Response {
    match tokio::time::timeout(PATIENCE, server.app.db.pending_migrations()).await {
        Ok(Ok(0)) => told(StatusCode::OK, "ready"),
        Ok(Ok(pending)) => {
            tracing::warn!(migrations.pending = pending, "not ready: migrations have not been run");
            told(StatusCode::SERVICE_UNAVAILABLE, "migrations have not been run")
        }
        Ok(Err(error)) => {
            tracing::error!(?error, "not ready: the database does not answer");
            told(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
        Err(_) => {
            tracing::error!("not ready: the database does not answer in time");
            told(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

fn told(status: StatusCode, words: &str) -> Response {
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, headers, Json(json!({ "status": words }))).into_response()
}
