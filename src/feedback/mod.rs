//! What readers write to the committee that watches over the programme: that something is wrong, missing or wished. The
//! desk answers with what became of it.

mod answer;
mod flood;
mod mutation;
mod object;
mod payload;
mod query;
mod send;

pub use flood::Floods;
pub use mutation::FeedbackMutation;
pub use object::Feedback;
pub use query::{FeedbackQuery, OwnFeedbackQuery};
