//! What things are about: diseases, drugs, genes, subjects. Topics form a hierarchy and know the
//! other spellings of their name.

mod loader;
mod object;
mod query;

pub use loader::TopicsOf;
pub use object::{About, Topic};
pub use query::{TopicQuery, TopicWhere};
