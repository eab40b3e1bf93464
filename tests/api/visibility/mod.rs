//! What is not published does not exist for readers: not by any key, in any list, count, edge or
//! filter. It begins to exist at the microsecond it says.

mod everywhere;
mod keys;
mod sealed;
mod stage;
