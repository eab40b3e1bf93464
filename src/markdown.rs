//! Markdown as writers write it: plain, without HTML.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// How many words a reader takes in a minute.
const WORDS_A_MINUTE: usize = 220;

/// What is no Markdown of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Foreign {
    #[error("“{0}” is HTML; a body is plain Markdown")]
    Html(String),
    #[error("“{0}” is an image; images are key slides, each with its right and its alt text")]
    Image(String),
}

/// The first line of the first HTML or image in it, and where it begins.
pub(crate) fn foreign_in(text: &str) -> Option<(Foreign, usize)> {
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().find_map(|(event, range)| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => Some((Foreign::Html(first_line(&tag)), range.start)),
        Event::Start(Tag::Image { .. }) => {
            let image = text.get(range.clone()).unwrap_or_default();
            Some((Foreign::Image(first_line(image)), range.start))
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
    fn an_image_is_foreign_however_it_is_written() {
        for text in [
            "![A curve](https://example.org/a.png)",
            "![A curve][1]\n\n[1]: /a.png",
            "[![A](/a.png)](/b)",
            "![1]\n\n[1]: /a.png",
        ] {
            assert!(matches!(foreign_in(text), Some((Foreign::Image(_), _))), "{text}");
        }
        assert_eq!(
            foreign_in("An exclamation! [A link](https://example.org/a.png), `![code](/a.png)`"),
            None
        );
        assert!(matches!(foreign_in("A <b>word</b>"), Some((Foreign::Html(_), 2))));
    }

    #[test]
    fn reading_takes_a_minute_at_least() {
        let minutes = |words: usize| reading_minutes(&"word - ".repeat(words));

        assert_eq!([minutes(0), minutes(220), minutes(221), minutes(2200)], [1, 1, 2, 10]);
    }
}
