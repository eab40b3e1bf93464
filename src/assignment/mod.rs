//! Who is to do what with a manuscript and until when, and what waits for whom. What nobody is assigned to waits for
//! everybody who may do it.

mod assign;
mod loader;
mod mutation;
mod object;
mod query;
mod waiting;

pub use mutation::AssignmentMutation;
pub use object::Assignment;
pub use query::AssignmentQuery;
