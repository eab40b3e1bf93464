//! Meetings: the editions of congresses and conferences, where and when they were to be held and
//! were held, what they say of themselves, and their programme.

mod intent;
mod kinds;
mod loader;
mod object;
mod query;
mod schedule;
mod series;
mod session;

pub use kinds::{MeetingFormat, MeetingStatus};
pub use object::Meeting;
pub use query::{MeetingQuery, MeetingWhere};
pub use schedule::ScheduleStep;
pub use series::{MeetingSeries, SeriesQuery};
pub use session::{Session, SessionKind, SessionQuery};
