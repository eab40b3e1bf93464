//! Societies, schools, publishers and boards: what they are for, what they take part in, the words
//! of their executives, and how they accredit education.

mod accreditation;
mod loader;
mod message;
mod object;
mod query;

pub use accreditation::{AccreditationQuery, AccreditationScheme};
pub use loader::{InvolvementsOf, OrganisersOf};
pub use message::{ExecutiveMessage, MessageQuery};
pub use object::{Involved, Involvement, Organisation, OrganisationRole};
pub use query::OrganisationQuery;
