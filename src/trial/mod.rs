//! Trials and their results as data. One trial is followed over every congress and paper; what was
//! presented and what was published stand side by side, with their differences.

mod loader;
mod object;
mod outcome;
mod query;
mod timeline;

pub use object::Trial;
pub use outcome::{Outcome, OutcomeQuery};
pub use query::{TrialQuery, TrialWhere};
