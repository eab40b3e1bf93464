//! References: papers, abstracts and chapters that things name as their abstract, their later
//! publication, or a work they cite.

mod object;
mod query;

pub use object::{Citation, CitationRole, Citing, Reference};
pub use query::ReferenceQuery;
