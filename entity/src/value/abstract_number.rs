//! The number of an abstract, as printed: `6`, `412`, `LBA-4`, `LB2601`, `1501O_PR`.

use super::{Malformed, stored_as_text};

/// Compares as a reader expects: 6 before 34 before 412, each lettered series apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AbstractNumber(String);

stored_as_text!(AbstractNumber);

/// Digits of the longest number we sort; more would be a typing error.
const WIDTH: usize = 12;

impl std::str::FromStr for AbstractNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let plain = !text.is_empty()
            && text.len() <= 24
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if plain && text.split(|c: char| !c.is_ascii_digit()).all(|digits| digits.len() <= WIDTH) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Malformed(format!(
                "“{text}” is not an abstract number; it is up to 24 letters, digits, dots, dashes and underscores, such as 412 or LBA-4"
            )))
        }
    }
}

impl AbstractNumber {
    /// A text whose plain order is the natural order: every run of digits at one width, plain
    /// numbers before lettered series.
    pub fn sort_key(&self) -> String {
        let mut key = String::with_capacity(self.0.len() + WIDTH);
        let mut rest = self.0.as_str();
        key.push(if rest.starts_with(|c: char| c.is_ascii_digit()) { '0' } else { '1' });
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits > 0 {
                key.extend(std::iter::repeat_n('0', WIDTH - digits));
                key.push_str(&rest[..digits]);
                rest = &rest[digits..];
            } else {
                let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
                key.push_str(&rest[..letters].to_ascii_uppercase());
                rest = &rest[letters..];
            }
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_naturally_and_series_stay_apart() {
        let mut numbers = ["LBA-4", "412", "6", "LBA-12", "1501O_PR", "34", "LB2601"]
            .map(|text| text.parse::<AbstractNumber>().unwrap());
        numbers.sort_by_key(AbstractNumber::sort_key);

        assert_eq!(
            numbers.map(|number| number.to_string()),
            ["6", "34", "412", "1501O_PR", "LB2601", "LBA-4", "LBA-12"]
        );
    }
}
