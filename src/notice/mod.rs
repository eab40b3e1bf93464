//! What readers are told about a summary after it was published, as the Committee on Publication Ethics asks
//! (<https://doi.org/10.24318/cope.2019.1.4>): linked from the summary, free to read, with a reason and an issuer. What it said
//! before stays readable.

mod issue;
mod loader;
mod mutation;
mod object;
mod query;

pub(crate) use loader::NoticesOf;
pub use mutation::NoticeMutation;
pub use object::{Notice, SummaryStanding};
pub use query::NoticeQuery;
