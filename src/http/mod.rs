//! The way in: the only part of the program that knows HTTP.
//!
//! A request is read, judged and measured here before anything of it runs, so that what is refused
//! has no effect and costs little. Whatever happens, whoever asked gets an answer.

mod answer;
mod body;
mod cache;
mod config;
mod document;
mod event_stream;
mod graphql;
mod guard;
mod health;
mod home;
mod identity;
mod in_time;
mod listen;
mod log;
mod media;
mod multipart;
mod negotiate;
mod once;
mod patient;
mod peer;
mod playground;
mod range;
mod request;
mod serve;
mod server;
mod sign_in;
mod socket;
mod streams;
mod upload;

use axum::{Router, middleware, routing};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
};

pub use config::{HttpConfig, NotAHeader, NotAnOrigin, header, origin};
pub use serve::{serve, stop_on_signal};
pub use server::{Furnish, Server};

/// Answers smaller than this are sent as they are.
const WORTH_PACKING: u64 = 2_048;

/// All routes.
pub fn router(server: Server) -> Router {
    let packing = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(WORTH_PACKING).and(NotForContentType::SSE));
    let graphql = routing::post(graphql::post).get(graphql::get).fallback(graphql::other).layer(packing);
    let playground = if server.config.playground { playground::routes() } else { Router::new() };
    Router::new()
        .route("/", routing::get(home::home))
        .route("/graphql", graphql)
        .route("/media/{*path}", routing::get(media::file))
        .route("/uploads/{id}", routing::put(upload::put).head(upload::head).delete(upload::delete))
        .route("/health/live", routing::get(health::live))
        .route("/health/ready", routing::get(health::ready))
        .merge(playground)
        .merge(sign_in::routes())
        .fallback(home::nothing)
        .layer(guard::origins(&server.config))
        .layer(middleware::map_response(guard::headers))
        .layer(middleware::from_fn(log::line))
        .with_state(server)
}
