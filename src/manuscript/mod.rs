//! What a summary is made from. Writers save versions of it, somebody else reviews and signs one, and an editor
//! releases that one at a moment. Readers see none of this: they see the summary, from that moment on.

mod attached;
mod attachment;
mod bounds;
mod bulk;
mod bulk_mutation;
mod change;
mod content;
mod declared;
mod deed;
mod discard;
mod draft;
mod episodes;
mod fill;
mod import;
mod input;
mod loader;
mod mutation;
mod object;
mod payload;
mod query;
mod ready;
mod release;
mod restore;
mod review;
mod save;
mod slides;
mod slug;
mod stage;
mod step;
mod version;
mod want;

pub(crate) use attached::held;
pub use bulk_mutation::BulkMutation;
pub(crate) use content::{Content, FIELDS};
pub(crate) use deed::{StepError, Untold};
pub(crate) use input::ManuscriptInput;
pub use mutation::ManuscriptMutation;
pub use object::Manuscript;
pub use query::ManuscriptQuery;
pub(crate) use query::on_lectures;
pub(crate) use release::{correct, follow_embargo, hold_made_of, is_out};
pub(crate) use review::has_written;
pub use step::Colleague;
pub(crate) use step::colleague;
pub(crate) use version::ManuscriptVersion;
