//! Summaries: what our writers make of a lecture, with take-home messages tied to results and key
//! slides. Readers see them once they are published; until then they do not exist for them.

mod loader;
mod object;
mod query;
mod slide;

pub use object::{Summary, TakeHomeMessage};
pub use query::{SummaryQuery, SummaryWhere};
pub use slide::{KeySlide, SlideQuery, SlideRightsBasis};
