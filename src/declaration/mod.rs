//! What is declared of a summary: by what right it is published, who paid for it, and what its experts stated about
//! their interests. Written with each version, signed with it, and shown with what is published.

mod disclosure;
mod funding;
mod loader;
mod rights;

pub use disclosure::{Disclosure, DisclosureInput};
pub use funding::{FundingInput, FundingStatement};
pub(crate) use loader::DeclarationOf;
pub use rights::Rights;
