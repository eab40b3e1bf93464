//! The forms of texts that are not free: slugs, addresses, numbers with a check digit.

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_slug(text: &str) -> bool {
    text.len() <= 100
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = |host: &str| {
        host.contains('.') && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-'))
    };
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let name = host.split_once(':').map_or(host, |(name, _)| name);
        is_host(name)
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c))
    })
}

pub(super) fn is_doi(text: &str) -> bool {
    text.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, name)| {
        registrant.split('.').all(all_digits)
            && registrant.len() >= 4
            && !name.is_empty()
            && !name.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

pub(super) fn is_orcid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let digits: String = groups.concat();
    let Some((number, check)) = digits.split_at_checked(15) else { return false };
    groups.iter().all(|group| group.len() == 4)
        && groups.len() == 4
        && all_digits(number)
        && check == orcid_check(number)
}

/// ISO 7064, modulus 11-2.
fn orcid_check(number: &str) -> String {
    let total = number.bytes().fold(0_u32, |total, digit| (total + u32::from(digit - b'0')) * 2);
    match (12 - total % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    }
}

pub(super) fn is_pmid(text: &str) -> bool {
    all_digits(text) && text.len() <= 8 && !text.starts_with('0')
}

pub(super) fn is_pmcid(text: &str) -> bool {
    text.strip_prefix("PMC").is_some_and(|number| all_digits(number) && number.len() <= 9)
}

pub(super) fn is_local_time(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hour, minute)| {
        let below = |part: &str, limit: u8| {
            part.len() == 2 && all_digits(part) && part.parse().is_ok_and(|n: u8| n < limit)
        };
        below(hour, 24) && below(minute, 60)
    })
}

pub(super) fn is_language(text: &str) -> bool {
    let (language, rest) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && rest.is_none_or(|rest| {
            rest.split('-')
                .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        })
}

pub(super) fn is_time_zone(text: &str) -> bool {
    let is_short = (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    is_short
        || text.contains('/')
            && text.split('/').all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b))
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right ones before the bar, wrong ones behind it.
    fn sorts(is_right: fn(&str) -> bool, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(is_right(text), "{text}");
        }
        for text in wrong {
            assert!(!is_right(text), "{text}");
        }
    }

    #[test]
    fn slugs() {
        sorts(is_slug, &["a", "ash-2020", "1-2"], &["", "-a", "a-", "a--b", "A", "ä", "a b", "a_b", "../a"]);
    }

    #[test]
    fn addresses() {
        sorts(
            is_url,
            &["https://example.org", "http://a.example.org:80/x?y#z"],
            &[
                "example.org",
                "ftp://example.org",
                "https://",
                "https://localhost",
                "https://a b.org",
                "https://a..org",
            ],
        );
    }

    #[test]
    fn identifiers() {
        sorts(
            is_doi,
            &["10.1182/blood-2020-141845"],
            &["https://doi.org/10.1182/x", "10.1/x", "10.1182", "10.1182/a b"],
        );
        sorts(
            is_orcid,
            &["0000-0002-1825-0097", "0000-0002-1694-233X"],
            &["0000-0002-1825-0098", "0000000218250097", ""],
        );
        sorts(is_pmid, &["1", "33512414"], &["0", "012", "123456789", "PMC1"]);
        sorts(is_pmcid, &["PMC7692524"], &["7692524", "PMC", "PMCx"]);
    }

    #[test]
    fn times_and_languages() {
        sorts(is_local_time, &["00:00", "23:59"], &["24:00", "9:30", "09.30", "09:60", "+9:30"]);
        sorts(is_language, &["en", "fr-BE", "zh-Hans-CN"], &["", "english", "EN", "e", "en-"]);
        sorts(
            is_time_zone,
            &["UTC", "CET", "Europe/Brussels", "America/Argentina/Buenos_Aires"],
            &["Paris time", "/", "Europe/"],
        );
    }
}
