//! Whatever is written, at whatever moments the clock shows: readers are told each event once, in the order in which it
//! comes to light, and none before its moment; wherever they go on from.

use std::{collections::BTreeSet, sync::Arc};

use entity::{
    event::{Kind, Model},
    value::Instant,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    follow::Audience,
    position::{Position, Told},
    seal::Seal,
    window::{BATCH, Window},
};

#[derive(Clone, Debug)]
enum Step {
    /// A summary is released for a moment from now on; released again, if its moment has not come.
    Release { summary: u8, later: i64 },
    /// It is taken back, if its moment has not come.
    Withdraw { summary: u8 },
    /// Something only the desk is told.
    Save { summary: u8 },
    /// Readers are told at once, by a clock that read a little earlier.
    Notice { summary: u8, ago: i64 },
    /// The clock goes on, or is set back a little.
    Clock(i64),
    /// The tail reads on.
    Turn,
    /// The reader reads, from memory where that is possible.
    Read { from_memory: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let summary = || 0..6_u8;
    prop_oneof![
        3 => (summary(), 0..30_i64).prop_map(|(summary, later)| Step::Release { summary, later }),
        1 => summary().prop_map(|summary| Step::Withdraw { summary }),
        1 => summary().prop_map(|summary| Step::Save { summary }),
        2 => (summary(), 0..5_i64).prop_map(|(summary, ago)| Step::Notice { summary, ago }),
        4 => (-8..15_i64).prop_map(Step::Clock),
        4 => Just(Step::Turn),
        4 => any::<bool>().prop_map(|from_memory| Step::Read { from_memory }),
    ]
}

/// The table, the tail, and a reader.
struct World {
    now: i64,
    rows: Vec<Model>,
    window: Window,
    position: Position,
    told: Vec<Told>,
    seal: Seal,
}

impl World {
    fn new() -> Self {
        let window = Window::new(Instant(0), Vec::new(), Vec::new());
        let position = Position::after_all(0, Instant(0));
        let seal = Seal::new("a secret").unwrap();
        Self { now: 0, rows: Vec::new(), window, position, told: Vec::new(), seal }
    }

    fn write(&mut self, kind: Kind, summary: u8, shown_at: Option<i64>) {
        let summary_id = Uuid::from_u128(u128::from(summary));
        if matches!(kind, Kind::Release | Kind::Withdraw) {
            for row in &mut self.rows {
                if row.kind == Kind::Release && row.summary_id == summary_id {
                    row.shown_at = None;
                }
            }
        }
        let number = i64::try_from(self.rows.len()).unwrap() + 1;
        self.rows.push(Model {
            id: Uuid::nil(),
            number,
            at: Instant(self.now),
            kind,
            summary_id,
            notice_id: None,
            account_id: None,
            version: None,
            released_at: None,
            shown_at: shown_at.map(Instant),
        });
    }

    /// A release that nobody can have seen: not even by a clock that was set back since.
    fn is_waiting(&self, summary: u8) -> bool {
        let now = self.now.max(self.window.now.0);
        let of = Uuid::from_u128(u128::from(summary));
        let mut releases = self.rows.iter().filter(|row| row.kind == Kind::Release && row.summary_id == of);
        releases.all(|row| row.shown_at.is_none_or(|at| at.0 > now))
            && !self.told.iter().any(|(row, _)| row.kind == Kind::Release && row.summary_id == of)
    }

    /// As the database answers.
    fn ask(&self, from: Position, now: Instant) -> Vec<Told> {
        let shown = || self.rows.iter().filter_map(|row| Some((row.shown_at?, row)));
        let mut lifted: Vec<_> = shown()
            .filter(|(at, row)| {
                row.number <= from.number && (*at, row.number) > (from.at, from.within) && *at <= now
            })
            .collect();
        lifted.sort_by_key(|(at, row)| (*at, row.number));
        let later = shown().filter(|(at, row)| row.number > from.number && *at <= now);
        let page = |rows: Vec<(Instant, &Model)>| {
            rows.into_iter().take(BATCH).map(|(_, row)| Arc::new(row.clone())).collect()
        };
        from.next_of_readers(now, page(lifted), page(later.collect()))
    }

    fn turn(&mut self) {
        let head = self.window.head;
        let new = self.rows.iter().filter(|row| row.number > head).cloned().collect();
        self.window.take(Instant(self.now), new);
    }

    fn read(&mut self, from_memory: bool) {
        let (head, now) = (self.window.head, self.window.now);
        let known = from_memory.then(|| self.window.next(Audience::Readers, self.position)).flatten();
        if known.is_none() && self.position.number > head {
            return;
        }
        let next = known.unwrap_or_else(|| self.ask(self.position, now));
        if next.is_empty() {
            self.position = self.position.after_nothing(self.window.end(Audience::Readers), now);
        }
        for (row, position) in next {
            assert!(row.shown_at.unwrap() <= now, "{row:?} was told too early, at {now:?}");
            let text = position.write(Audience::Readers, &self.seal).unwrap();
            assert_eq!(Position::read(&text, Audience::Readers, &self.seal).unwrap(), position);
            self.position = position;
            self.told.push((row, position));
        }
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Release { summary, later } if self.is_waiting(summary) => {
                self.write(Kind::Release, summary, Some(self.now + later));
            }
            Step::Withdraw { summary } if self.is_waiting(summary) => {
                self.write(Kind::Withdraw, summary, None);
            }
            Step::Release { .. } | Step::Withdraw { .. } => {}
            Step::Save { summary } => self.write(Kind::Save, summary, None),
            Step::Notice { summary, ago } => self.write(Kind::Notice, summary, Some(self.now - ago)),
            Step::Clock(by) => self.now = (self.now + by).max(0),
            Step::Turn => self.turn(),
            Step::Read { from_memory } => self.read(from_memory),
        }
    }
}

fn numbers(told: &[Told]) -> Vec<i64> {
    told.iter().map(|(row, _)| row.number).collect()
}

proptest! {
    #[test]
    fn each_event_is_told_once_and_none_before_its_moment(steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
        world.now = 10_000;
        world.turn();
        for from_memory in [true, false, true] {
            world.read(from_memory);
            world.read(from_memory);
        }

        let told = numbers(&world.told);
        let all: BTreeSet<i64> = world.rows.iter().filter(|row| row.shown_at.is_some()).map(|row| row.number).collect();
        prop_assert_eq!(told.len(), told.iter().collect::<BTreeSet<_>>().len(), "told twice: {:?}", &told);
        prop_assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), all, "{:?}", &told);

        // Whoever goes on from any cursor is told the rest.
        for (at, (_, position)) in world.told.iter().enumerate() {
            let mut rest = Vec::new();
            let mut position = *position;
            loop {
                let next = world.ask(position, Instant(world.now));
                let Some((_, last)) = next.last() else { break };
                position = *last;
                rest.extend(numbers(&next));
            }
            let mut rest_of_them = told[at + 1..].to_vec();
            rest.sort_unstable();
            rest_of_them.sort_unstable();
            prop_assert_eq!(&rest, &rest_of_them, "from {:?}", position);
        }
    }
}

#[test]
fn what_is_no_cursor_is_refused() {
    let (seal, other) = (Seal::new("a secret").unwrap(), Seal::new("another").unwrap());
    let position = Position { number: 7, at: Instant(8), within: 6 };
    let read = |text: &str, audience| Position::read(text, audience, &seal);
    let of_readers = position.write(Audience::Readers, &seal).unwrap();
    let of_the_desk = position.write(Audience::Desk(None), &seal).unwrap();
    assert_eq!(read(&of_readers, Audience::Readers).unwrap(), position);
    assert_eq!(read(&of_the_desk, Audience::Desk(None)).unwrap(), Position::after_all(7, Instant(0)));

    let elsewhere = position.write(Audience::Readers, &other).unwrap();
    let cut = &of_readers[..of_readers.len() - 4];
    for text in ["", "x", "Cg==", "Ny44LjY", "cC43LjguNg", cut, &elsewhere, &of_the_desk] {
        assert!(read(text, Audience::Readers).is_err(), "{text}");
    }
    for text in ["", "x", "Cg==", "ZC4tMQ", "ZC43LjguNg", &of_readers] {
        assert!(read(text, Audience::Desk(None)).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_cursor_that_was_touched_is_refused(at in 0_usize..52, bit in 0_u8..8) {
        let seal = Seal::new("a secret").unwrap();
        let mut closed = seal.close([7, 1_604_000_000_000_000, 6]).unwrap();
        closed[at] ^= 1 << bit;

        prop_assert_eq!(seal.open(&closed), None);
    }
}
