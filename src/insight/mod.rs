//! What analysts count over everything that readers may see.

mod publications;

pub use publications::InsightQuery;
