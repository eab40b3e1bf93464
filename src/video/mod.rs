//! Videos: films and recordings, who produced them and who owns them.

mod object;

pub use object::{Video, VideoQuery};
