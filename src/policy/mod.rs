//! Who may what: one table, from which the guards, the rows that are found and what introspection shows are made.
//!
//! What is not named is for everybody, but for deeds and subscriptions, which are for nobody until they are. Three things
//! are not here, because they depend on more than the role: a token for reading changes nothing, what opens an account is
//! changed by somebody who signed in and not by an access token, and nobody reviews what they wrote. Where a row stands
//! (in review, released, retracted) is the matter of the deed.

mod contract;
mod matrix;
mod rows;
mod standing;
mod table;
mod view;

pub use contract::{Policy, Unreadable};
pub(crate) use rows::sight;
pub use standing::Standing;
pub(crate) use table::{DESK, Line, SENDERS, SENT_BY};
