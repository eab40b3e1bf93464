//! Texts with a form of their own: slugs, addresses, numbers that carry a check digit.

use std::fmt;

use super::{
    field::{Field, Stored},
    form,
    node::Node,
    reader::Reader,
    scalar::scalar,
};

/// A text that is checked when it is read and plain text in its column.
macro_rules! checked_text {
    ($($(#[$doc:meta])* $name:ident: $is_right:ident, $form:literal;)+) => {
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
                    if form::$is_right(text) {
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
