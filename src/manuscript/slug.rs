//! Names in addresses.

use crate::app::App;

/// The longest name in addresses that is made from a title.
const LONGEST: usize = 80;

/// What tells a name in addresses from the same of another summary.
pub(super) fn tail(app: &App) -> String {
    let id = app.ids.next().simple().to_string();
    id.get(id.len() - 8..).unwrap_or_default().to_owned()
}

/// A name in addresses made from a title; empty if nothing of the title can be in one.
pub(super) fn slug_of(title: &str) -> String {
    let plain = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' });
    let mut slug = String::new();
    for word in plain.collect::<String>().split_whitespace() {
        if slug.len() + word.len() >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Whether a text is of the form of a name in addresses.
pub(super) fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 2 * LONGEST && text.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slug_of};

    #[test]
    fn a_title_becomes_a_name_in_addresses() {
        assert_eq!(slug_of("A-TREAT: β-blockers & more (2020)"), "a-treat-blockers-more-2020");
        assert_eq!(slug_of("χ²"), "");
        assert!(slug_of(&"word ".repeat(50)).len() < 80);
        assert!(is_slug(&slug_of("Asciminib v. bosutinib")));
    }
}
