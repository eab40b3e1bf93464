//! Images, sounds and captions: how they come in, what they must be to stay, who sees them, and when they go. What
//! comes in is known by its bytes alone: never by the name or the type its sender gave it.

mod captions;
mod colours;
mod ends;
mod error;
mod fetch;
mod image;
mod judge;
mod loader;
mod mutation;
mod object;
mod payload;
mod picture;
mod receive;
mod scratch;
mod sniff;
mod sound;
mod store;
mod sweep;
mod ticket;
mod transit;
mod upload;

pub use error::MediaError;
pub(crate) use fetch::{Seen, find, variant};
pub use image::{AudioFile, FocalPoint, Image};
pub use mutation::MediaMutation;
pub(crate) use mutation::sender;
pub use object::Media;
pub(crate) use object::is_desk;
pub(crate) use payload::MediaUploadProblemCode;
pub(crate) use receive::kind_of;
pub(crate) use scratch::ScratchFile;
pub use store::Store;
pub(crate) use store::{UPLOADS, VARIANTS};
pub use sweep::{Swept, sweep, sweep_now_and_then};
pub(crate) use ticket::{Seat, Ticket, finish, give_up, progress, seat};
pub(crate) use transit::{come, has_come};
pub(crate) use upload::Arrived;
