//! Congress Highlights: the highlights of medical congresses over GraphQL.

pub mod app;
pub mod bundle;
pub mod clock;
pub mod database;
pub mod statements;
