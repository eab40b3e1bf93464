//! Meetings: their schedule, and what is claimed of them.

mod claims;
mod dates;
mod schedule;
