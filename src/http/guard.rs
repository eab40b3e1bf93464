//! What browsers are told about every answer, and which pages may ask at all.

use std::time::Duration;

use axum::{
    http::{HeaderName, HeaderValue, Method, header},
    response::Response,
};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::{config::HttpConfig, once};

/// Said with every answer that does not say otherwise: it is what it says it is, it runs nothing,
/// and it is not shown inside of other pages.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
];

/// Adds those headers.
pub(super) async fn headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(value);
    }
    response
}

/// Lets pages of the allowed origins ask from a browser.
pub(super) fn origins(config: &HttpConfig) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(config.allowed_origins.iter().cloned()))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([
            header::CONTENT_TYPE,
            header::AUTHORIZATION,
            once::KEY,
            HeaderName::from_static("last-event-id"),
            header::CONTENT_RANGE,
            HeaderName::from_static("graphql-require-preflight"),
            HeaderName::from_static("apollo-require-preflight"),
        ])
        .expose_headers([
            header::CONTENT_RANGE,
            HeaderName::from_static("upload-offset"),
            HeaderName::from_static("upload-length"),
            once::REPLAYED,
            header::RETRY_AFTER,
        ])
        .max_age(Duration::from_hours(1))
}
