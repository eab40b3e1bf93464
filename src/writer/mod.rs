//! Medical writers: who covers meetings and signs summaries.

mod loader;
mod object;
mod query;

pub use loader::{WritersOfMeeting, WritersOfSummary};
pub use object::Writer;
pub use query::{WriterQuery, WriterWhere};
