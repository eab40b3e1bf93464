//! What colleagues remark on a manuscript: on a version as a whole, on one of its fields, or on a stretch of a text. A
//! comment follows its words through later versions; where they stand no longer it is detached, and never lost.

mod anchor;
mod loader;
mod mutation;
mod object;
mod payload;
mod query;
mod reopen;
mod reply;
mod resolve;
mod write;

pub use mutation::CommentMutation;
pub use object::Comment;
pub(crate) use object::CommentLists;
pub use query::CommentWhere;
pub(crate) use resolve::holding;
