//! Trials and their results as data. One trial is followed over every congress and paper; what was
//! presented and what was published stand side by side, with their differences.

mod arm;
mod difference;
mod effect;
mod kinds;
mod loader;
mod object;
mod outcome;
mod outcome_query;
mod query;
mod timeline;

pub use object::Trial;
pub use outcome::Outcome;
pub use outcome_query::OutcomeQuery;
pub use query::{TrialQuery, TrialWhere};
