//! Texts, by their paragraphs, and within a paragraph by its words.

use std::{collections::HashSet, ops::Range, time::Instant};

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

/// A paragraph that differs: where it stood and where it stands, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
    pub(super) runs: Vec<Run>,
}

/// Some words that have one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) fate: Fate,
    pub(super) text: String,
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Removed,
    Added,
}

/// The paragraphs that differ, in order. How many blank lines part them makes no difference.
pub(super) fn compare(before: &str, after: &str, until: Instant) -> Vec<Paragraph> {
    let pairing = Pairing { old: paragraphs(before), new: paragraphs(after), until };
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &pairing.old, &pairing.new, Some(until));
    let differ = steps.iter().map(similar::DiffOp::as_tag_tuple).filter(|(tag, ..)| *tag != DiffTag::Equal);
    differ.flat_map(|(_, old, new)| pairing.pair(old, new)).collect()
}

/// Cuts a text where lines are blank.
fn paragraphs(text: &str) -> Vec<&str> {
    let (mut found, mut open, mut at) = (Vec::new(), None::<Range<usize>>, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.extend(open.take().and_then(|range| text.get(range)));
        } else {
            let start = open.map_or(at, |range| range.start);
            open = Some(start..at + line.trim_end().len());
        }
        at += line.len();
    }
    found.extend(open.and_then(|range| text.get(range)));
    found
}

/// Finds for a paragraph the one it was made from.
struct Pairing<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    until: Instant,
}

/// How many paragraphs further down it is looked for.
const NEAR: usize = 8;

impl Pairing<'_> {
    fn pair(&self, mut old: Range<usize>, new: Range<usize>) -> Vec<Paragraph> {
        let mut told = Vec::with_capacity(old.len().max(new.len()));
        for to in new {
            let mut near = old.clone().take(NEAR);
            match near.find(|from| self.is_made_from(*from, to)) {
                Some(from) => {
                    told.extend((old.start..from).map(|gone| self.removed(gone)));
                    told.push(self.changed(from, to));
                    old.start = from + 1;
                }
                None => told.push(self.added(to)),
            }
        }
        told.extend(old.map(|gone| self.removed(gone)));
        told
    }

    /// Whether they share a third of their words.
    fn is_made_from(&self, from: usize, to: usize) -> bool {
        if Instant::now() >= self.until {
            return false;
        }
        let old: HashSet<&str> = self.old[from].split_whitespace().collect();
        let new: HashSet<&str> = self.new[to].split_whitespace().collect();
        old.intersection(&new).count() * 3 >= old.len().max(new.len())
    }

    fn removed(&self, at: usize) -> Paragraph {
        let runs = vec![Run { fate: Fate::Removed, text: self.old[at].to_owned() }];
        Paragraph { before: Some(at + 1), after: None, runs }
    }

    fn added(&self, at: usize) -> Paragraph {
        let runs = vec![Run { fate: Fate::Added, text: self.new[at].to_owned() }];
        Paragraph { before: None, after: Some(at + 1), runs }
    }

    fn changed(&self, from: usize, to: usize) -> Paragraph {
        let runs = runs(self.old[from], self.new[to], self.until);
        Paragraph { before: Some(from + 1), after: Some(to + 1), runs }
    }
}

/// What became of the words of a paragraph, in order.
fn runs(before: &str, after: &str, until: Instant) -> Vec<Run> {
    let (old, new) = (words(before), words(after));
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(until));
    let last = steps.len().saturating_sub(1);
    let mut told = Telling::default();
    for (place, step) in steps.iter().enumerate() {
        let (tag, gone, come) = step.as_tag_tuple();
        let (gone, come) = (old[gone].concat(), new[come].concat());
        let is_between = place != last && told.has_changes() && come.trim().is_empty();
        if tag == DiffTag::Equal && !is_between {
            told.keep(come);
        } else {
            // A blank that stayed between two words that did not says nothing.
            told.removed.push_str(&gone);
            told.added.push_str(&come);
        }
    }
    told.end()
}

/// Words, and the blanks between them.
fn words(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut was_blank) = (Vec::new(), 0, None);
    for (at, letter) in text.char_indices() {
        let is_blank = letter.is_whitespace();
        if was_blank.is_some_and(|was| was != is_blank) {
            found.push(&text[start..at]);
            start = at;
        }
        was_blank = Some(is_blank);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Gathers what goes and what comes until something stays.
#[derive(Default)]
struct Telling {
    removed: String,
    added: String,
    runs: Vec<Run>,
}

impl Telling {
    fn has_changes(&self) -> bool {
        !(self.removed.is_empty() && self.added.is_empty())
    }

    fn keep(&mut self, text: String) {
        self.tell();
        self.runs.push(Run { fate: Fate::Kept, text });
    }

    fn tell(&mut self) {
        let changed = [(Fate::Removed, &mut self.removed), (Fate::Added, &mut self.added)];
        let changed = changed.map(|(fate, text)| Run { fate, text: std::mem::take(text) });
        self.runs.extend(changed.into_iter().filter(|run| !run.text.is_empty()));
    }

    fn end(mut self) -> Vec<Run> {
        self.tell();
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    fn said(paragraph: &Paragraph, without: Fate) -> String {
        paragraph.runs.iter().filter(|run| run.fate != without).map(|run| run.text.as_str()).collect()
    }

    /// Takes from the old paragraphs what went, and puts what came where it stands now.
    fn applied(before: &str, changes: &[Paragraph]) -> Vec<String> {
        let mut text: Vec<Option<String>> =
            paragraphs(before).into_iter().map(|text| Some(text.to_owned())).collect();
        for change in changes {
            if let Some(at) = change.before {
                assert_eq!(text[at - 1].take(), Some(said(change, Fate::Added)));
            }
        }
        let mut text: Vec<String> = text.into_iter().flatten().collect();
        for change in changes {
            if let Some(at) = change.after {
                text.insert(at - 1, said(change, Fate::Removed));
            }
        }
        text
    }

    fn prose() -> impl Strategy<Value = String> {
        "([abc]{1,2}( |  |\n|\n\n|\n \n\n|\r\n\r\n)){0,40}"
    }

    proptest! {
        #[test]
        fn what_was_and_what_differs_gives_what_is(before in prose(), after in prose()) {
            prop_assert_eq!(applied(&before, &compare(&before, &after, soon())), paragraphs(&after));
        }

        /// Out of time it tells more, and still nothing wrong.
        #[test]
        fn out_of_time_it_still_gives_what_is(before in prose(), after in prose()) {
            let late = Instant::now();
            prop_assert_eq!(applied(&before, &compare(&before, &after, late)), paragraphs(&after));
        }

        #[test]
        fn a_text_does_not_differ_from_itself(text in prose()) {
            prop_assert_eq!(compare(&text, &text, soon()), []);
        }
    }

    #[test]
    fn a_word_that_was_changed_is_told_and_its_paragraph_kept() {
        let before = "First.\n\nThe odds ratio was 0.86 at the meeting.\n\nLast.";
        let after = "First.\n\nAn odds ratio was 0.83 in print.\n\nMore.\n\nLast.";

        let told = compare(before, after, soon());

        let runs: Vec<_> = told[0].runs.iter().map(|run| (run.fate, run.text.as_str())).collect();
        assert_eq!(
            runs,
            [
                (Fate::Removed, "The"),
                (Fate::Added, "An"),
                (Fate::Kept, " odds ratio was "),
                (Fate::Removed, "0.86 at the meeting."),
                (Fate::Added, "0.83 in print."),
            ]
        );
        assert_eq!((told[1].before, told[1].after), (None, Some(3)));
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn the_longest_bodies_do_not_take_long() {
        let text = |seed: u64, parted: &str| {
            let mut state = seed;
            let mut text = String::new();
            while text.len() < 100_000 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(&(state >> 52).to_string());
                text.push_str(parted);
            }
            text
        };
        for parted in [" ", "\n\n", " and so it went, as far as we know.\n\n"] {
            let begun = Instant::now();
            let told = compare(&text(1, parted), &text(2, parted), begun + Duration::from_millis(100));
            let took = begun.elapsed();
            assert!(!told.is_empty());
            assert!(took < Duration::from_secs(2), "{parted:?}: {took:?}");
        }
    }
}
