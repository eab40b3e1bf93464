//! What an import did.

use std::fmt;

/// How many records of each noun were created, changed and left as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    nouns: Vec<(&'static str, Tally)>,
}

/// The counts of one noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub created: u64,
    pub changed: u64,
    pub unchanged: u64,
}

impl Report {
    /// Noun by noun, in the order of their import; nouns without a record are left out.
    pub fn nouns(&self) -> &[(&'static str, Tally)] {
        &self.nouns
    }

    /// All nouns together.
    pub fn total(&self) -> Tally {
        self.nouns.iter().fold(Tally::default(), |total, (_, tally)| total.and(*tally))
    }

    pub(super) fn add(&mut self, noun: &'static str, tally: Tally) {
        if tally != Tally::default() {
            self.nouns.push((noun, tally));
        }
    }
}

impl Tally {
    /// How many records were written.
    pub fn written(self) -> u64 {
        self.created + self.changed
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            created: self.created + other.created,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<22} {:>9} {:>9} {:>9}", "", "created", "changed", "unchanged")?;
        for (noun, tally) in self.nouns.iter().chain([&("total", self.total())]) {
            let Tally { created, changed, unchanged } = tally;
            writeln!(f, "{noun:<22} {created:>9} {changed:>9} {unchanged:>9}")?;
        }
        Ok(())
    }
}
