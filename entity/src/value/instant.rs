//! A moment in time: microseconds since 1970 in UTC, in both databases the same integer.

use sea_orm::DeriveValueType;

/// Microseconds since the start of 1970, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
pub struct Instant(pub i64);
