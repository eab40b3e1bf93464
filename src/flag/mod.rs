//! Flags for the desk: something was built on what has changed since, or a result was published with other figures than
//! it was presented with. Raised by the deed that changes it, settled by whoever had the second look.

mod mutation;
mod object;
mod query;
mod raise;
mod settle;

pub use mutation::FlagMutation;
pub use object::Flag;
pub use query::FlagQuery;
pub(crate) use raise::{raise_on_notice, tell_of_results, tell_of_results_in};
