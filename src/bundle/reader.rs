//! Reads fields and notes what it meets: problems, slugs that are given, slugs that are meant,
//! media that are used.

use std::path::Path;

use uuid::Uuid;

use super::{
    link::Link,
    media::Use,
    node::{Entry, Kind, Node},
    problem::{Problem, Problems},
};

/// What is read at the moment, and what was noted.
pub(super) struct Reader<'a> {
    /// The bundle's folder.
    pub bundle: &'a Path,
    file: &'a str,
    fields: Vec<&'static str>,
    problems: &'a mut Problems,
    /// What the record names; for the check.
    pub notes: Notes,
}

/// What a record brings and needs.
#[derive(Default)]
pub(super) struct Notes {
    /// Slugs this record gives, with their table.
    pub given: Vec<Mention>,
    /// Slugs it means.
    pub meant: Vec<Mention>,
    /// Files below `media/` it shows.
    pub media: Vec<Use>,
}

/// A slug and where it stands.
pub(super) struct Mention {
    pub link: Link,
    pub line: usize,
    pub field: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bundle: &'a Path, file: &'a str, problems: &'a mut Problems) -> Self {
        Self { bundle, file, fields: Vec::new(), problems, notes: Notes::default() }
    }

    /// Notes a problem of the field that is being read.
    pub(super) fn tell(&mut self, line: usize, message: impl Into<String>) {
        let (file, field) = (self.file.to_owned(), self.path());
        self.problems.add(Problem { file, line, field, message: message.into() });
    }

    /// How many problems were told so far.
    pub(super) fn faults(&self) -> usize {
        self.problems.count()
    }

    /// Reads what lies under a key.
    pub(super) fn under<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.fields.push(key);
        let value = read(self);
        self.fields.pop();
        value
    }

    /// Notes that a slug is meant.
    pub(super) fn mean(&mut self, to: Link, line: usize) {
        let field = self.path();
        self.notes.meant.push(Mention { link: to, line, field });
    }

    /// Notes that a slug, or another name nobody else may have, is given.
    pub(super) fn give(&mut self, table: &'static str, slug: &str, key: &'static str, line: usize) {
        let to = Link { table, slug: slug.to_owned(), id: Uuid::nil() };
        let field = self.under(key, |reader| reader.path());
        self.notes.given.push(Mention { link: to, line, field });
    }

    /// The keys and values of a record, among which every key is known.
    pub(super) fn entries<'n>(&mut self, node: &'n Node<'n>, known: &[&'static str]) -> Option<Entries<'n>> {
        let Kind::Map(entries) = &node.kind else {
            self.tell(
                node.line,
                format!("{} stands where a record is expected: keys and their values", node.sort()),
            );
            return None;
        };
        for (index, entry) in entries.iter().enumerate() {
            if !known.contains(&&*entry.key) {
                self.tell(entry.line, unknown_field(&entry.key, known));
            } else if entries.iter().take(index).any(|earlier| earlier.key == entry.key) {
                self.tell(entry.line, format!("“{}” is given twice in one record; keep one", entry.key));
            }
        }
        Some(Entries { entries, line: node.line })
    }

    fn path(&self) -> String {
        self.fields.join(".")
    }
}

/// The fields of a record as they are written.
#[derive(Clone, Copy)]
pub(super) struct Entries<'n> {
    entries: &'n [Entry<'n>],
    /// Where the record begins.
    pub line: usize,
}

impl<'n> Entries<'n> {
    /// Whether a field is written, be it right or wrong.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Where a field stands, or else its record.
    pub(super) fn line_of(&self, key: &str) -> usize {
        self.entries.iter().find(|entry| entry.key == key).map_or(self.line, |entry| entry.line)
    }
}

impl Node<'_> {
    /// What sort of value it is, for a sentence.
    pub(super) fn sort(&self) -> &'static str {
        match &self.kind {
            Kind::Plain(_) | Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a record",
        }
    }
}

fn unknown_field(key: &str, known: &[&'static str]) -> String {
    match nearest(key, known) {
        Some(near) => format!("“{key}” is not a field here; did you mean “{near}”?"),
        None => format!("“{key}” is not a field here; the fields are {}", known.join(", ")),
    }
}

/// The one of few words that is meant by a slip of the pen.
pub(super) fn nearest<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    words
        .iter()
        .map(|known| (distance(word, known), *known))
        .min()
        .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
        .map(|(_, known)| known)
}

/// How many letters have to be put, taken or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, (y, above)) in b.iter().zip(row.windows(2)).enumerate() {
            let &[diagonal, above] = above else { continue };
            let left = next.get(j).copied().unwrap_or_default();
            next.push((diagonal + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let words = ["published_at", "title", "slug"];

        assert_eq!(nearest("publishd_at", &words), Some("published_at"));
        assert_eq!(nearest("titel", &words), Some("title"));
        assert_eq!(nearest("colour", &words), None);
    }
}
