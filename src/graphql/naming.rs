//! Names as they are stored, and as the contract writes them.

/// `take_home_messages` as `takeHomeMessages`.
pub fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// `takeHomeMessages` as `take_home_messages`, and `KeySlide` as `key_slide`.
pub fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_there_and_back() {
        assert_eq!(camel("take_home_messages"), "takeHomeMessages");
        assert_eq!(snake("takeHomeMessages"), "take_home_messages");
        assert_eq!(snake("KeySlide"), "key_slide");
    }
}
