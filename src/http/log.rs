//! One line for each request: what was asked and how it went, never with what words.

use std::time::Instant;

use async_graphql::parser::types::OperationType;
use axum::{extract::Request, middleware::Next, response::Response};
use uuid::Uuid;

/// What a route tells about a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) operation: Option<String>,
    pub(super) kind: Option<OperationType>,
    pub(super) statements: u64,
    pub(super) account: Option<Uuid>,
}

/// The most of a name that is logged.
const LONGEST: usize = 100;

/// Writes the line once the answer is ready to be sent.
pub(super) async fn line(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = shortened(request.uri().path());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let duration_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let told = response.extensions().get::<Told>().cloned().unwrap_or_default();
    tracing::info!(
        http.method = %method,
        http.path = path,
        graphql.operation = told.operation.as_deref().map(shortened),
        graphql.type = told.kind.map(tracing::field::display),
        status,
        duration_ms,
        statements = told.statements,
        account.id = told.account.map(tracing::field::display),
        "answered",
    );
    response
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
