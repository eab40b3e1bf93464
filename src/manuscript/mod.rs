//! What a summary is made from. Writers save versions of it, somebody else reviews and signs one, and an editor
//! releases that one at a moment. Readers see none of this: they see the summary, from that moment on.

mod content;
mod deed;
mod draft;
mod fill;
mod loader;
mod mutation;
mod object;
mod payload;
mod query;
mod release;
mod review;
mod save;
mod stage;
mod step;
mod version;

pub(crate) use content::Content;
pub(crate) use deed::StepError;
pub use mutation::ManuscriptMutation;
pub use object::Manuscript;
pub use query::ManuscriptQuery;
pub(crate) use release::{correct, is_out};
