//! What a summary is made from. Writers save versions of it, somebody else reviews and signs one, and an editor
//! releases that one at a moment. Readers see none of this: they see the summary, from that moment on.

mod bulk;
mod bulk_mutation;
mod change;
mod content;
mod deed;
mod draft;
mod fill;
mod import;
mod loader;
mod mutation;
mod object;
mod payload;
mod query;
mod release;
mod restore;
mod review;
mod save;
mod stage;
mod step;
mod version;

pub use bulk_mutation::BulkMutation;
pub(crate) use change::{field_shown, field_stored};
pub(crate) use content::Content;
pub(crate) use deed::StepError;
pub use mutation::ManuscriptMutation;
pub(crate) use mutation::{seated, who};
pub use object::Manuscript;
pub(crate) use payload::ManuscriptInput;
pub use query::ManuscriptQuery;
pub(crate) use query::desk;
pub(crate) use release::{correct, is_out};
pub(crate) use step::{Colleague, colleague};
pub(crate) use version::ManuscriptVersion;
