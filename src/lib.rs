//! Congress Highlights: the highlights of medical congresses over GraphQL.

pub mod app;
pub mod clock;
pub mod database;
pub mod http;
pub mod limits;
pub mod statements;
