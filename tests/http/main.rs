//! Speaks HTTP to the server's router, with a small schema of its own behind it that can do what
//! ours must never do: panic, break, dawdle.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where it stands")]

mod attacks;
mod browsers;
mod desk;
mod errors;
mod event_streams;
mod health;
mod log;
mod media;
mod negotiation;
mod once;
mod playground;
mod requests;
mod sockets;
mod stand_in;
mod validation;
mod web_sockets;
