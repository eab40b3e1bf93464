//! Speaks GraphQL to the whole service over a real database, as a client would: the contract, what
//! readers may see, lists, filters, statement budgets, and the facts that the first sources hold.
//!
//! SQLite by default; with `TEST_DATABASE_URL` (a PostgreSQL server on which databases may be made,
//! such as `postgres://postgres@127.0.0.1/postgres`) the same tests run there.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]
#![expect(clippy::too_many_lines, reason = "a snapshot is as long as its answer")]

mod account;
mod assignment;
mod audit;
mod budgets;
mod comment;
mod connections;
mod contract;
mod desk;
mod embargo;
mod entities;
mod event;
mod feedback;
mod filter;
mod flag;
mod idempotency;
mod insight;
mod lecture;
mod lookup;
mod manuscript;
mod media;
mod meeting;
mod newsletter;
mod notice;
mod organisation;
mod paging;
mod podcast;
mod policy;
mod readme;
mod reference;
mod refused;
mod seed_map;
mod shown;
mod summary;
mod trial;
mod visibility;
