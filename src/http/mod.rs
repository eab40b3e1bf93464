//! The way in: the only part of the program that knows HTTP.
//!
//! A request is read, judged and measured here before anything of it runs, so that what is refused
//! has no effect and costs little. Whatever happens, whoever asked gets an answer.

mod answer;
mod body;
mod config;
mod document;
mod graphql;
mod log;
mod negotiate;
mod request;
mod server;

use axum::{Router, middleware, routing};

pub use config::{HttpConfig, NotAnOrigin, origin};
pub use document::Unreadable;
pub use server::Server;

/// All routes.
pub fn router(server: Server) -> Router {
    Router::new()
        .route("/graphql", routing::post(graphql::post).get(graphql::get).fallback(graphql::other))
        .layer(middleware::from_fn(log::line))
        .with_state(server)
}
