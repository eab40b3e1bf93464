//! Meetings: the editions of congresses and conferences, where and when they were to be held and
//! were held, what they say of themselves, and their programme.

mod kinds;
mod loader;
mod object;
mod query;
mod series;
mod session;

pub use kinds::{MeetingFormat, MeetingStatus};
pub use object::{Meeting, ScheduleStep};
pub use query::{MeetingQuery, MeetingWhere};
pub use series::{MeetingSeries, SeriesQuery};
pub use session::{Session, SessionKind, SessionQuery};
