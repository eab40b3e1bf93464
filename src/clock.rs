//! Time and identity are given, not taken: whoever needs the hour or a new id asks here, so that
//! a test can fix both.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use entity::value::Instant;
use uuid::Uuid;

/// Tells the hour.
#[derive(Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// Stands still until it is set; for tests.
    Fixed(AtomicI64),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(AtomicI64::new(at.0))
    }

    /// This moment.
    pub fn now(&self) -> Instant {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
            Self::System => Instant(jiff::Timestamp::now().as_microsecond()),
            Self::Fixed(at) => Instant(at.load(Ordering::Relaxed)),
        }
    }

    /// This moment, or the one after another that came before it by a clock that is fast.
    pub fn now_after(&self, last: Instant) -> Instant {
        let now = self.now();
        if now < last { Instant(last.0 + 1) } else { now }
    }

    /// Sets a fixed clock; the machine's clock is not ours to set.
    pub fn set(&self, to: Instant) {
        if let Self::Fixed(at) = self {
            at.store(to.0, Ordering::Relaxed);
        }
    }
}

/// Hands out the ids of new rows.
#[derive(Debug)]
pub enum Ids {
    /// `UUIDv7`: ordered by the time they were made.
    Random,
    /// 1, 2, 3 in the form of a `UUIDv7`; for tests.
    Counted(AtomicU64),
}

impl Ids {
    /// Ids that begin at 1.
    pub fn counted() -> Self {
        Self::Counted(AtomicU64::new(0))
    }

    /// An id nobody has.
    pub fn next(&self) -> Uuid {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
            Self::Random => Uuid::now_v7(),
            Self::Counted(last) => {
                let count = last.fetch_add(1, Ordering::Relaxed) + 1;
                uuid::Builder::from_u128(u128::from(count)).with_version(uuid::Version::SortRand).into_uuid()
            }
        }
    }
}
