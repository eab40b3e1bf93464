//! Texts with a form of their own: slugs, addresses, numbers that carry a check digit.

use std::fmt;

use super::{
    field::{Field, Stored, scalar},
    node::Node,
    reader::Reader,
};

/// A text that is checked when it is read and plain text in its column.
macro_rules! checked_text {
    ($($(#[$doc:meta])* $name:ident: $is_right:path, $form:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub(super) struct $name(String);

            impl $name {
                pub(super) fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl Stored<String> for $name {
                fn to_column(&self) -> String {
                    self.0.clone()
                }

                fn from_column(column: String) -> Self {
                    Self(column)
                }
            }

            impl Stored<Option<String>> for Option<$name> {
                fn to_column(&self) -> Option<String> {
                    self.as_ref().map(|text| text.0.clone())
                }

                fn from_column(column: Option<String>) -> Self {
                    column.map($name)
                }
            }

            impl $name {
                fn read_text(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                    let text = scalar(node, reader, "a text")?;
                    if $is_right(text) {
                        return Some(Self(text.to_owned()));
                    }
                    reader.tell(node.line, format!("“{text}” is not {}", $form));
                    None
                }
            }
        )+
    };
}

checked_text! {
    /// Names a record for ever.
    Slug: is_slug, "a slug; it is made of small letters, digits and single dashes, such as ash-2020";
    /// An address on the web.
    Url: is_url, "an address; it begins with https:// or http:// and has no blanks";
    /// A digital object identifier.
    Doi: is_doi, "a DOI; it begins with 10. and a slash follows, without https://doi.org/ before it";
    /// A person's number.
    Orcid: is_orcid, "an ORCID iD; it has four groups of four digits, the last of which checks the others, such as 0000-0002-1825-0097";
    /// A number of PubMed.
    Pmid: is_pmid, "a PubMed number; it has one to eight digits and does not begin with 0";
    /// A number of PubMed Central.
    Pmcid: is_pmcid, "a PubMed Central number; it is PMC and digits";
    /// A local time without a zone.
    LocalTime: is_local_time, "a local time; write it as 09:30";
    /// The code of a language.
    Language: is_language, "the code of a language; write en, nl or fr-BE";
    /// The name of a time zone.
    TimeZone: is_time_zone, "the name of a time zone; write Europe/Brussels or CET";
}

macro_rules! field_of_text {
    ($($name:ty),+) => {
        $(impl Field for $name {
            fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                Self::read_text(node, reader)
            }

            fn node(&self) -> Node<'_> {
                Node::text(self.as_str())
            }
        })+
    };
}

field_of_text!(Url, Doi, Orcid, Pmid, Pmcid, LocalTime, Language, TimeZone);

impl Field for Slug {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Self::read_text(node, reader)
    }

    fn node(&self) -> Node<'_> {
        Node::text(self.as_str())
    }

    fn slug(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl From<String> for Slug {
    fn from(slug: String) -> Self {
        Self(slug)
    }
}

impl From<String> for Url {
    fn from(url: String) -> Self {
        Self(url)
    }
}

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

fn is_doi(text: &str) -> bool {
    text.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, name)| {
        registrant.split('.').all(all_digits)
            && registrant.len() >= 4
            && !name.is_empty()
            && !name.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn is_orcid(text: &str) -> bool {
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

fn is_pmid(text: &str) -> bool {
    all_digits(text) && text.len() <= 8 && !text.starts_with('0')
}

fn is_pmcid(text: &str) -> bool {
    text.strip_prefix("PMC").is_some_and(|number| all_digits(number) && number.len() <= 9)
}

fn is_local_time(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hour, minute)| {
        let below = |part: &str, limit: u8| {
            part.len() == 2 && all_digits(part) && part.parse().is_ok_and(|n: u8| n < limit)
        };
        below(hour, 24) && below(minute, 60)
    })
}

fn is_language(text: &str) -> bool {
    let (language, rest) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && rest.is_none_or(|rest| {
            rest.split('-')
                .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        })
}

fn is_time_zone(text: &str) -> bool {
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
