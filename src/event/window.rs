//! What happened lately, kept in memory for all listeners of a process.

use std::{
    collections::BTreeMap,
    ops::Bound::{Excluded, Included, Unbounded},
    sync::Arc,
};

use entity::{
    event::{Kind, Model},
    value::Instant,
};
use uuid::Uuid;

use super::{
    announce::is_last_word_on_release,
    follow::Audience,
    position::{Position, Told},
};

/// The most events that are kept, besides releases whose moment has not come.
pub(super) const KEPT: usize = 4_096;

/// The most that is handed out at once.
pub(super) const BATCH: usize = 64;

/// The last events up to a number, as they were known at a moment.
#[derive(Debug)]
pub(super) struct Window {
    /// Up to which number everything is known.
    pub(super) head: i64,
    /// When that was so.
    pub(super) now: Instant,
    /// All numbers above this one are here.
    floor: i64,
    /// All that was lifted, or will be, after this moment and number is here.
    since: (Instant, i64),
    all: BTreeMap<i64, Arc<Model>>,
    /// Those among them that readers are told of.
    shown: BTreeMap<i64, Arc<Model>>,
    /// What readers are told of, by its moment.
    lifts: BTreeMap<(Instant, i64), Arc<Model>>,
}

impl Window {
    /// Of the last events by number, and the last (or next) that readers are told of by moment; both with the latest first.
    pub(super) fn new(now: Instant, last: Vec<Model>, lifts: Vec<Model>) -> Self {
        let head = last.first().map_or(0, |row| row.number);
        let mut window = Self {
            head,
            now,
            floor: end_of(&last, |row| row.number).unwrap_or(0),
            since: end_of(&lifts, |row| (row.shown_at.unwrap_or(Instant(0)), row.number)).unwrap_or(START),
            all: BTreeMap::new(),
            shown: BTreeMap::new(),
            lifts: BTreeMap::new(),
        };
        // What was written between the two questions is read again with what comes next.
        for row in lifts.into_iter().filter(|row| row.number <= head) {
            window.keep_lift(&Arc::new(row));
        }
        for row in last.into_iter().rev() {
            window.keep(&Arc::new(row));
        }
        window
    }

    /// Takes in what happened since, in its order, as it is known at a moment. Tells whether anybody is to be told.
    pub(super) fn take(&mut self, now: Instant, rows: Vec<Model>) -> bool {
        let mut is_news = !rows.is_empty();
        for row in rows.into_iter().map(Arc::new) {
            self.head = row.number;
            if is_last_word_on_release(row.kind) {
                self.withdraw(row.summary_id);
            }
            self.keep(&row);
        }
        is_news |= self.next_lift().is_some_and(|at| at <= now) || now < self.now;
        self.now = now;
        self.trim();
        is_news
    }

    /// The next moment at which readers are told something.
    pub(super) fn next_lift(&self) -> Option<Instant> {
        let later = self.lifts.range((Excluded((self.now, i64::MAX)), Unbounded));
        later.map(|((at, _), _)| *at).next()
    }

    /// Up to which number a listener is told everything when nothing is left to tell. Readers' cursors count no further
    /// than what readers know of, unless that is too long ago to be kept.
    pub(super) fn end(&self, audience: Audience) -> i64 {
        match audience {
            Audience::Desk(_) => self.head,
            Audience::Readers => {
                let known = self.shown.values().rev().find(|row| self.is_lifted(row));
                known.map_or(self.floor, |row| row.number)
            }
        }
    }

    fn is_lifted(&self, row: &Model) -> bool {
        row.shown_at.is_some_and(|at| at <= self.now)
    }

    /// What comes after a position; none if it lies outside of what is known here.
    pub(super) fn next(&self, audience: Audience, from: Position) -> Option<Vec<Told>> {
        if from.number < self.floor || from.number > self.head {
            return None;
        }
        let later = |all: &BTreeMap<i64, Arc<Model>>, is_wanted: &dyn Fn(&Model) -> bool| {
            let later = all.range((Excluded(from.number), Unbounded)).map(|(_, row)| row);
            later.filter(|row| is_wanted(row)).take(BATCH).cloned().collect::<Vec<_>>()
        };
        match audience {
            Audience::Desk(manuscript) => {
                let is_of = |row: &Model| manuscript.is_none_or(|id| row.summary_id == id);
                Some(from.next_of_desk(later(&self.all, &is_of)))
            }
            Audience::Readers => {
                let begin = (from.at, from.within);
                if begin < self.since {
                    return None;
                }
                let later = later(&self.shown, &|row| self.is_lifted(row));
                Some(from.next_of_readers(self.now, self.lifted(begin, from.number), later))
            }
        }
    }

    fn lifted(&self, begin: (Instant, i64), number: i64) -> Vec<Arc<Model>> {
        let end = (self.now, i64::MAX);
        if begin >= end {
            return Vec::new();
        }
        let lifted = self.lifts.range((Excluded(begin), Included(end))).map(|(_, row)| row);
        lifted.filter(|row| row.number <= number).take(BATCH).cloned().collect()
    }

    fn keep(&mut self, row: &Arc<Model>) {
        self.all.insert(row.number, Arc::clone(row));
        if row.shown_at.is_some() {
            self.shown.insert(row.number, Arc::clone(row));
            self.keep_lift(row);
        }
    }

    fn keep_lift(&mut self, row: &Arc<Model>) {
        if let Some(at) = row.shown_at {
            self.lifts.insert((at, row.number), Arc::clone(row));
        }
    }

    /// The same as in the database: no release of it is told any more.
    fn withdraw(&mut self, summary: Uuid) {
        let is_of = |row: &Model| row.kind == Kind::Release && row.summary_id == summary;
        self.lifts.retain(|_, row| !is_of(row));
        self.shown.retain(|_, row| !is_of(row));
    }

    fn trim(&mut self) {
        while self.all.len() > KEPT {
            let Some((number, _)) = self.all.pop_first() else { break };
            self.shown.remove(&number);
            self.floor = number;
        }
        while self.lifts.len() > KEPT {
            let Some(first) = self.lifts.first_entry().filter(|first| first.key().0 <= self.now) else {
                break;
            };
            self.since = *first.key();
            first.remove();
        }
    }
}

/// Before everything.
const START: (Instant, i64) = (Instant(i64::MIN), 0);

/// The last of a full page: what lies beyond it is not known.
fn end_of<T>(page: &[Model], key: impl Fn(&Model) -> T) -> Option<T> {
    page.last().filter(|_| page.len() >= KEPT).map(key)
}
