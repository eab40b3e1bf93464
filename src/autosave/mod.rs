//! What somebody has written and not saved: one slot for each manuscript and account, seen by nobody else. It is no
//! version, leaves no trace, and is gone once they save.

mod keep;
mod loader;
mod mutation;
mod object;

pub(crate) use keep::clear;
pub use mutation::AutosaveMutation;
pub use object::Autosave;
