//! Embargoes on what was said in a lecture: until an instant, until its session starts, or until its organiser says so.
//! Nothing made of the lecture is released before; what waits for it moves with it, and is lifted early for everybody
//! at once. Each change is kept: what was planned, and what came of it.

mod bind;
mod lift;
mod loader;
mod mutation;
mod object;
mod programme;
mod set;
mod start;

pub(crate) use loader::EmbargoesOn;
pub use mutation::EmbargoMutation;
pub use object::Embargo;
pub(crate) use programme::{after_import, before_import, tell_of_import};
pub(crate) use set::{Untold, hold, lift};
