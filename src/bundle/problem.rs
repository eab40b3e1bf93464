//! What is wrong with a bundle, said so that it can be mended: where, what, and what would be
//! right.

use std::fmt;

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file below the bundle's folder.
    pub file: String,
    /// Counted from one; zero is the file as a whole.
    pub line: usize,
    /// The field, with those around it: `outcomes.arms.percent`. Empty for the record as a whole.
    pub field: String,
    /// A sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// How many problems are kept to be shown.
const SHOWN: usize = 200;

/// Every fault of a bundle; past the first 200 they are only counted.
#[derive(Debug, Default)]
pub struct Problems {
    first: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// The first 200, in the order of files and lines.
    pub fn first(&self) -> &[Problem] {
        &self.first
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.first.len() + self.more
    }

    pub(super) fn add(&mut self, problem: Problem) {
        if self.first.len() < SHOWN {
            self.first.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn sorted(mut self) -> Self {
        self.first.sort();
        self
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.first {
            writeln!(f, "{problem}")?;
        }
        if self.more > 0 {
            writeln!(f, "and {} more", self.more)?;
        }
        match self.count() {
            1 => f.write_str("1 problem; nothing was imported"),
            count => write!(f, "{count} problems; nothing was imported"),
        }
    }
}
