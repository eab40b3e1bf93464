//! People: presenters, authors, chairs, speakers, holders of offices. What a person did is a
//! contribution; where sources disagree on who it was, each claim is kept and marked.

mod contribution;
mod loader;
mod object;
mod query;

pub use contribution::{Contribution, ContributionRole, Credited};
pub use loader::{PersonOfSubject, PresentersOf};
pub use object::{Office, Person};
pub use query::PersonQuery;
