//! Newsletters: issues with a preheader and highlights in order. Readers see an issue once it is
//! published.

mod object;

pub use object::{Newsletter, NewsletterQuery};
