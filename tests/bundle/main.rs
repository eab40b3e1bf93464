//! Bundles in and out of real databases: SQLite, and PostgreSQL where `TEST_DATABASE_URL` names a
//! server on which databases may be made.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

mod desk;

mod faults;
mod interrupted;
mod reimport;
mod round_trip;
