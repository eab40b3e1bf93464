//! What was done, by whom and when. Entries are written in the transaction of the deed, numbered without a gap, and
//! chained by their hashes: whoever changes one, or takes one out, has to change all that follow.

mod link;
mod object;
mod query;
mod record;
mod verify;

pub use object::AuditEntry;
pub use query::AuditQuery;
pub(crate) use record::{Entry, record, record_with};
pub use verify::{Broken, Head, verify};
