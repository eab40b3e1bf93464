//! Lectures: the talks and posters of a meeting, as far as sources tell of them.

mod loader;
mod object;
mod query;

pub use object::Lecture;
pub use query::{LectureQuery, LectureWhere};
