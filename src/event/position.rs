//! How far somebody has been told, and what comes next.
//!
//! Numbers are given in the order of commits, so nothing comes to light later below a number that was seen. But readers
//! are told of a release at its moment, perhaps long after later numbers. A position is therefore two things: the last
//! number, and how far in time what has a lower number was told. What comes next is first what was lifted since
//! among the lower numbers, and when there is nothing of that, the numbers above.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::{event::Model, value::Instant};
use sea_orm::DbErr;

use super::{follow::Audience, seal::Seal};
use crate::graphql::{Fault, Result};

/// How far somebody has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The last number that was looked at.
    pub(super) number: i64,
    /// Of the numbers up to that one, all that readers might know at this moment was told …
    pub(super) at: Instant,
    /// … and of those of this very moment, the numbers up to here.
    pub(super) within: i64,
}

/// A row, and the position after it.
pub(super) type Told = (Arc<Model>, Position);

impl Position {
    /// After everything that there is at a moment.
    pub(super) fn after_all(number: i64, at: Instant) -> Self {
        Self { number, at, within: number }
    }

    /// What readers are told next at this moment. `lifted` are the lower numbers from `(at, within)` on, by moment
    /// and number; `later` are the higher numbers, by number; both up to this moment. Who is ahead of the clock waits for
    /// it: what is told meanwhile must not depend on what is yet to come.
    pub(super) fn next_of_readers(
        self,
        now: Instant,
        lifted: Vec<Arc<Model>>,
        later: Vec<Arc<Model>>,
    ) -> Vec<Told> {
        if now < self.at {
            return Vec::new();
        }
        if lifted.is_empty() {
            return self.each(later.into_iter(), |_, row| Self::after_all(row.number, now));
        }
        let lifted = lifted.into_iter();
        self.each(lifted, |before, row| Self {
            at: row.shown_at.unwrap_or(before.at),
            within: row.number,
            ..before
        })
    }

    /// What the desk is told next: the higher numbers.
    pub(super) fn next_of_desk(self, later: Vec<Arc<Model>>) -> Vec<Told> {
        self.each(later.into_iter(), |before, row| Self { number: row.number, ..before })
    }

    /// When there was nothing to tell up to a number. A clock that was set back has to come back first.
    pub(super) fn after_nothing(self, end: i64, now: Instant) -> Self {
        if now >= self.at { Self::after_all(end, now) } else { self }
    }

    fn each(self, rows: impl Iterator<Item = Arc<Model>>, step: impl Fn(Self, &Model) -> Self) -> Vec<Told> {
        let mut position = self;
        rows.map(|row| {
            position = step(position, &row);
            (row, position)
        })
        .collect()
    }

    /// The same, but that no number is looked at above this one.
    pub(super) fn up_to(self, number: i64) -> Self {
        Self { number: self.number.min(number), ..self }
    }

    /// As a cursor. Those of readers are sealed.
    pub(super) fn write(self, audience: Audience, seal: &Seal) -> Result<String, DbErr> {
        let Self { number, at, within } = self;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(match audience {
            Audience::Readers => seal.close([number, at.0, within])?,
            Audience::Desk(_) => format!("d.{number}").into_bytes(),
        }))
    }

    /// Reads a cursor of these listeners.
    pub(super) fn read(text: &str, audience: Audience, seal: &Seal) -> Result<Self> {
        parse(text, audience, seal).ok_or_else(|| {
            Fault::Malformed(
                "This is not a cursor of this subscription. A cursor is what its field `cursor` answered."
                    .to_owned(),
            )
        })
    }
}

fn parse(text: &str, audience: Audience, seal: &Seal) -> Option<Position> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    match audience {
        Audience::Readers => {
            let [number, at, within] = seal.open(&bytes)?;
            Some(Position { number, at: Instant(at), within })
        }
        Audience::Desk(_) => {
            let number: i64 = std::str::from_utf8(&bytes).ok()?.strip_prefix("d.")?.parse().ok()?;
            (number >= 0).then(|| Position::after_all(number, Instant(0)))
        }
    }
}
