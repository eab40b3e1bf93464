//! What happened, told to whoever listens. Every change worth telling leaves a row in the outbox, in its own
//! transaction. One reader per process follows the outbox; listeners read from its memory, and who is far behind from
//! the database. The desk is told at once; readers are told of a release at its moment, which is judged when they are.

mod announce;
mod follow;
mod object;
mod page;
mod position;
mod seal;
mod subscription;
mod tail;
mod window;

#[cfg(test)]
mod model;

pub(crate) use announce::{News, announce};
pub use object::{DeskEvent, PublicationEvent};
pub use subscription::EventSubscription;
pub use tail::Events;
