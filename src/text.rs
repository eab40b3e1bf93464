//! What people write: without the space around it, and within bounds.

/// A text without the space around it, if it says something in at most so many characters.
pub(crate) fn within(text: &str, most: usize) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && text.chars().count() <= most).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn characters_are_counted_without_the_space_around_them() {
        assert_eq!(within(" öö\n", 2), Some("öö"));
        assert_eq!(within("ööö", 2), None);
        assert_eq!(within(" \t ", 2), None);
    }
}
