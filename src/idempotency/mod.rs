//! A request that is sent again with the same key is not run again: whoever lost the answer gets it once more.
//!
//! The key is claimed before anything runs. Each deed of the run notes in its own transaction that it was done, and
//! can be committed only while the claim is held; so what was done is known even if the program ended before the
//! answer was kept.

mod claim;
mod end;
mod note;

pub(crate) use claim::{Claim, Claimed, Wish, carried, claim};
pub(crate) use end::end;
pub(crate) use note::{is_noted, note, tell_no_answer};
