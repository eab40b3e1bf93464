//! Who is to do what with a manuscript and until when, and what waits for whom. What nobody is assigned to who may
//! do it waits for whoever may: to be written for who saved a version of it, to be reviewed and released for everybody.

mod assign;
mod loader;
mod mutation;
mod object;
mod query;
mod waiting;

pub use mutation::AssignmentMutation;
pub use object::Assignment;
pub use query::AssignmentQuery;
