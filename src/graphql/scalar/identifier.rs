//! The forms of identifiers that others give out.

/// `10.`, a registrant, a slash, a suffix. Kept in lower case: DOIs do not tell cases apart.
pub(super) fn doi(text: &str) -> Option<String> {
    let (registrant, suffix) = text.strip_prefix("10.")?.split_once('/')?;
    let registered =
        (4..=9).contains(&registrant.len()) && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let plain = !suffix.is_empty() && text.len() <= 300 && !suffix.contains(char::is_whitespace);
    (registered && plain).then(|| text.to_ascii_lowercase())
}

/// Sixteen digits in groups of four; the last checks the others (ISO 7064, mod 11-2).
pub(super) fn orcid(text: &str) -> Option<String> {
    let grouped = text.len() == 19 && text.split('-').all(|group| group.len() == 4);
    let digits: Vec<u32> = text
        .chars()
        .filter(|digit| *digit != '-')
        .map(|digit| if digit == 'X' { Some(10) } else { digit.to_digit(10) })
        .collect::<Option<_>>()?;
    let (check, rest) = digits.split_last()?;
    let total = rest.iter().fold(0, |total, digit| (total + digit) * 2);
    let fits = rest.len() == 15 && rest.iter().all(|digit| *digit < 10) && (12 - total % 11) % 11 == *check;
    (grouped && fits).then(|| text.to_owned())
}

pub(super) fn nct(text: &str) -> Option<String> {
    let digits = text.strip_prefix("NCT")?;
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
}

pub(super) fn pmid(text: &str) -> Option<String> {
    ((1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_a_form() {
        assert_eq!(doi("10.1182/Blood-2020-138680").as_deref(), Some("10.1182/blood-2020-138680"));
        assert_eq!(doi("https://doi.org/10.1182/x"), None);
        assert!(orcid("0000-0002-1825-0097").is_some());
        assert!(orcid("0000-0002-1694-233X").is_some());
        assert_eq!(orcid("0000-0002-1825-0098"), None);
        assert_eq!(orcid("X000-0002-1825-0097"), None);
        assert!(nct("NCT03180736").is_some());
        assert_eq!(nct("NCT318"), None);
        assert_eq!(pmid("12 3"), None);
    }
}
