//! Markdown as writers write it: plain, without HTML.

use pulldown_cmark::{Event, Options, Parser};

/// How many words a reader takes in a minute.
const WORDS_A_MINUTE: usize = 220;

/// The first line of the first HTML in it, and where it begins.
pub(crate) fn html_in(text: &str) -> Option<(String, usize)> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().find_map(|(event, range)| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => {
            Some((tag.lines().next().unwrap_or_default().to_owned(), range.start))
        }
        _ => None,
    })
}

/// The minutes it takes to read, at least one.
pub(crate) fn reading_minutes(text: &str) -> i32 {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    i32::try_from(words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_a_minute_at_least() {
        let minutes = |words: usize| reading_minutes(&"word - ".repeat(words));

        assert_eq!([minutes(0), minutes(220), minutes(221), minutes(2200)], [1, 1, 2, 10]);
    }
}
