//! An exact decimal, kept as it was printed: `0.50` stays `0.50`.

use super::{Malformed, stored_as_text};

/// Never a float: effects and p values are quoted, not computed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Decimal(String);

stored_as_text!(Decimal);

impl std::str::FromStr for Decimal {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if digits(whole) && digits(fraction) && !leading_zero && text.len() <= 30 {
            Ok(Self(text.to_owned()))
        } else {
            Err(Malformed(format!(
                "“{text}” is not a decimal number; write digits with an optional minus and point, such as 0.83"
            )))
        }
    }
}

impl Decimal {
    /// Which of two is larger, exactly.
    pub fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b) = (self.parts(), other.parts());
        match (a.negative, b.negative) {
            (false, true) => std::cmp::Ordering::Greater,
            (true, false) => std::cmp::Ordering::Less,
            (false, false) => a.magnitude(&b),
            (true, true) => b.magnitude(&a),
        }
    }

    fn parts(&self) -> Parts<'_> {
        let unsigned = self.0.strip_prefix('-').unwrap_or(&self.0);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let fraction = fraction.trim_end_matches('0');
        let zero = whole == "0" && fraction.is_empty();
        Parts { negative: unsigned.len() < self.0.len() && !zero, whole, fraction }
    }
}

struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl Parts<'_> {
    fn magnitude(&self, other: &Self) -> std::cmp::Ordering {
        (self.whole.len(), self.whole, self.fraction).cmp(&(other.whole.len(), other.whole, other.fraction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_compare_by_value_and_keep_their_text() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();

        assert!(decimal("0.50").compare(&decimal("0.5")).is_eq());
        assert!(decimal("-1.2").compare(&decimal("-1.19")).is_lt());
        assert!(decimal("9.9").compare(&decimal("10")).is_lt());
        assert!(decimal("-0").compare(&decimal("0")).is_eq());
        assert_eq!(decimal("0.50").to_string(), "0.50");
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        for text in ["", ".5", "1.", "1e3", "+1", "01", "1,5", "NaN"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
