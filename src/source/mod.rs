//! Where facts come from. Every fact in the house can name its sources, and a source its facts.

mod loader;
mod object;
mod query;

pub use loader::SourcesOf;
pub use object::{Source, SourceKind, Sourced};
pub use query::SourceQuery;
