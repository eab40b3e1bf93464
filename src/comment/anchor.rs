//! Finding the words that a comment is about in what became of their text.

use std::ops::Range;

/// A stretch of a text, with what stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// Where it began, in characters.
    pub(super) start: usize,
    pub(super) text: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// How many characters around a quote are kept, to tell it from others that read the same.
const AROUND: usize = 40;

/// Of so many places it is found at the best; those after them are not looked at.
const PLACES: usize = 1_000;

impl Quote {
    /// Of some characters of a text, if it has so many.
    pub(super) fn of(text: &str, range: Range<usize>) -> Option<Self> {
        let place = |characters: usize| {
            let mut ends = text.char_indices().map(|(place, _)| place).chain([text.len()]);
            ends.nth(characters)
        };
        let (from, to) = (place(range.start)?, place(range.end)?);
        let before = text.get(..from)?.chars().rev().take(AROUND).collect::<String>();
        Some(Self {
            start: range.start,
            text: text.get(from..to)?.to_owned(),
            before: before.chars().rev().collect(),
            after: text.get(to..)?.chars().take(AROUND).collect(),
        })
    }

    /// Where it stands in a text, in characters. Of several places it is the one whose surroundings are most alike, then
    /// the one nearest to where it stood.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.text.is_empty() {
            return None;
        }
        let (mut counted, mut characters) = (0, 0);
        let places = self.places(text).map(|at| {
            characters += text.get(counted..at).map_or(0, |between| between.chars().count());
            counted = at;
            (at, characters)
        });
        let best = places
            .min_by_key(|(at, start)| (usize::MAX - self.likeness(text, *at), start.abs_diff(self.start)));
        best.map(|(_, start)| start..start + self.text.chars().count())
    }

    /// Where it stands in a text, in bytes: the first of them, and places may overlap.
    fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let step = self.text.chars().next().map_or(1, char::len_utf8);
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + text.get(from..)?.find(&self.text)?;
            from = at + step;
            Some(at)
        })
        .take(PLACES)
    }

    /// Whether it stands anywhere in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.text.is_empty() && text.contains(&self.text)
    }

    /// How many characters around it are as they were.
    fn likeness(&self, text: &str, at: usize) -> usize {
        let alike = |(one, other): &(char, char)| one == other;
        let before = text.get(..at).unwrap_or_default().chars().rev();
        let after = text.get(at + self.text.len()..).unwrap_or_default().chars();
        before.zip(self.before.chars().rev()).take_while(alike).count()
            + after.zip(self.after.chars()).take_while(alike).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(text: &str, range: Range<usize>) -> String {
        text.chars().skip(range.start).take(range.len()).collect()
    }

    fn cut() -> impl Strategy<Value = (String, Range<usize>)> {
        "[aβ ]{1,60}".prop_flat_map(|text| {
            let length = text.chars().count();
            (Just(text), 0..length).prop_flat_map(move |(text, start)| {
                (Just(text), Just(start), start + 1..=length)
                    .prop_map(|(text, start, end)| (text, start..end))
            })
        })
    }

    proptest! {
        #[test]
        fn in_the_same_text_it_stands_where_it_stood((text, range) in cut()) {
            let quote = Quote::of(&text, range.clone()).unwrap();
            prop_assert_eq!(quote.find(&text), Some(range));
        }

        #[test]
        fn wherever_it_is_found_it_reads_the_same((text, range) in cut(), other in "[aβ ]{0,80}") {
            let quote = Quote::of(&text, range).unwrap();
            let found = quote.find(&other);
            prop_assert_eq!(found.is_some(), quote.is_in(&other));
            if let Some(found) = found {
                prop_assert_eq!(quoted(&other, found), quote.text);
            }
        }

        #[test]
        fn what_is_put_before_it_moves_it((text, range) in cut(), more in "[xyz\n]{0,50}") {
            let quote = Quote::of(&text, range.clone()).unwrap();
            let moved = more.chars().count();
            let found = quote.find(&format!("{more}{text}"));
            prop_assert_eq!(found, Some(range.start + moved..range.end + moved));
        }
    }

    #[test]
    fn of_two_that_read_the_same_it_is_the_one_in_its_sentence() {
        let quote = Quote::of("In arm A it was 12. In arm B it was 12.", 36..38).unwrap();

        assert_eq!(quote.find("New. In arm B it was 12. In arm A it was 12."), Some(21..23));
        assert_eq!(quote.find("In arm A it was 11."), None);
        assert_eq!(Quote::of("short", 3..9), None);
    }

    #[test]
    fn of_very_many_places_it_is_one_of_the_first() {
        let quote = Quote::of("aaaa", 0..2).unwrap();
        let text = "a".repeat(100_000);

        assert_eq!(quote.places(&text).count(), PLACES);
        assert!(quote.find(&text).is_some_and(|found| found.start < PLACES));
    }
}
