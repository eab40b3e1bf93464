//! The scalars of the contract. Each says its form, and refuses a wrong text with a sentence. What is said of
//! a scalar in the contract stands on its `impl`; on the type it is for us.

mod identifier;

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use entity::value::Instant;

/// The moment something happened, in RFC 3339, always with an offset: `2020-12-06T09:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(pub Instant);

/// The moment something happened, in RFC 3339, always with an offset: `2020-12-06T09:00:00Z`.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/date-time.html")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        Self::read(&text(value)?).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        let moment = jiff::Timestamp::from_microsecond(self.0.0).unwrap_or_default();
        Value::String(moment.to_string())
    }
}

impl DateTime {
    fn read(text: &str) -> Result<Self, String> {
        let moment: Result<jiff::Timestamp, _> = text.parse();
        moment.map(|moment| Self(Instant(moment.as_microsecond()))).map_err(|_| {
            format!("“{text}” is not a moment; write it with its offset, such as 2020-12-06T09:00:00Z")
        })
    }
}

/// Declares a scalar that is a text of a checked form.
macro_rules! text_scalar {
    ($(#[$meta:meta])* $name:ident($inner:ty) $(, $url:literal)?) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub $inner);

        $(#[$meta])*
        #[Scalar $((specified_by_url = $url))?]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                Self::read(&text(value)?).map_err(InputValueError::custom)
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }

        impl $name {
            fn read(text: &str) -> Result<Self, String> {
                text.parse().map(Self).map_err(|malformed: entity::value::Malformed| malformed.0)
            }
        }
    };
}

text_scalar! {
    /// A date as far as it is known, in EDTF (levels 0 and 1): `2011`, `2009-09`, `2020-12-05`,
    /// uncertain `2014?`, or an interval `2009-09-11/2009-09-13`. It is never completed.
    PartialDate(entity::value::PartialDate), "https://www.loc.gov/standards/datetime/"
}

text_scalar! {
    /// An exact decimal number as text, with the digits its source printed: `"0.50"`.
    Decimal(entity::value::Decimal)
}

text_scalar! {
    /// The number of an abstract as printed: `412`, `LBA-4`. Sorted naturally, 6 before 34.
    AbstractNumber(entity::value::AbstractNumber)
}

/// Declares a scalar that only ever leaves.
macro_rules! answer_scalar {
    ($(#[$meta:meta])* $name:ident $(, $url:literal)?) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub String);

        $(#[$meta])*
        #[Scalar $((specified_by_url = $url))?]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                text(value).map(Self)
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl $name {
            /// From a stored text, if there is one.
            pub fn maybe(text: Option<&String>) -> Option<Self> {
                text.cloned().map(Self)
            }
        }
    };
}

answer_scalar! {
    /// An address: absolute (`https://...`), or a path on this server (`/media/...`).
    Url, "https://www.rfc-editor.org/rfc/rfc3986"
}

answer_scalar! {
    /// A language as BCP 47 writes it: `en`, `nl-BE`.
    LanguageTag, "https://www.rfc-editor.org/rfc/rfc5646"
}

answer_scalar! {
    /// Text in Markdown (CommonMark) without raw HTML.
    Markdown, "https://spec.commonmark.org/"
}

answer_scalar! {
    /// Sanitised HTML: safe to put into a page as it is.
    Html, "https://html.spec.whatwg.org/"
}

/// Declares a scalar whose form is checked when it comes in, and trusted when it leaves.
macro_rules! checked_scalar {
    ($(#[$meta:meta])* $name:ident, $url:literal, $form:literal, $read:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub String);

        $(#[$meta])*
        #[Scalar(specified_by_url = $url)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                Self::read(&text(value)?).map_err(InputValueError::custom)
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl $name {
            fn read(text: &str) -> Result<Self, String> {
                let read: fn(&str) -> Option<String> = $read;
                read(text).map(Self).ok_or_else(|| format!("“{text}” is not {}", $form))
            }

            /// From a stored text, if there is one.
            pub fn maybe(text: Option<&String>) -> Option<Self> {
                text.cloned().map(Self)
            }
        }
    };
}

checked_scalar! {
    /// A digital object identifier in lower case, without a resolver's address:
    /// `10.1182/blood-2020-138680`.
    Doi, "https://www.doi.org/doi-handbook/HTML/", "a DOI; write it without a resolver's address, such as 10.1182/blood-2020-138680",
    identifier::doi
}

checked_scalar! {
    /// The identifier of a researcher at orcid.org, with its check digit: `0000-0002-1825-0097`.
    Orcid, "https://info.orcid.org/ufaqs/what-is-an-orcid-identifier/", "an ORCID; it is four groups of four digits with a check digit, such as 0000-0002-1825-0097",
    identifier::orcid
}

checked_scalar! {
    /// The number of a trial at `ClinicalTrials.gov`: `NCT` and eight digits.
    NctId, "https://clinicaltrials.gov/", "a number of ClinicalTrials.gov; it is NCT and eight digits, such as NCT03180736",
    identifier::nct
}

checked_scalar! {
    /// The number of an article in `PubMed`.
    Pmid, "https://www.nlm.nih.gov/bsd/mms/medlineelements.html#pmid", "a PubMed number; it is one to eight digits",
    identifier::pmid
}

answer_scalar! {
    /// The hour of the day as the programme prints it, local to the meeting: `07:00`.
    LocalTime
}

answer_scalar! {
    /// A whole number that may exceed 32 bits, as text.
    Long
}

/// Any JSON value.
#[derive(Clone, Debug, PartialEq)]
pub struct Json(pub serde_json::Value);

/// Any JSON value.
#[Scalar(name = "JSON", specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259")]
impl ScalarType for Json {
    fn parse(value: Value) -> InputValueResult<Self> {
        value.into_json().map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}

/// The most bytes of a text that is one scalar of a checked form.
const LONGEST: usize = 400;

/// Why a text is not the scalar of this name, and what would be; none if it is, or if every text is.
pub fn misfit(scalar: &str, text: &str) -> Option<String> {
    let read: fn(&str) -> Option<String> = match scalar {
        "AbstractNumber" => |text| AbstractNumber::read(text).err(),
        "DateTime" => |text| DateTime::read(text).err(),
        "Decimal" => |text| Decimal::read(text).err(),
        "Doi" => |text| Doi::read(text).err(),
        "NctId" => |text| NctId::read(text).err(),
        "Orcid" => |text| Orcid::read(text).err(),
        "PartialDate" => |text| PartialDate::read(text).err(),
        "Pmid" => |text| Pmid::read(text).err(),
        _ => return None,
    };
    if text.len() > LONGEST {
        return Some(format!("it is longer than any {scalar}"));
    }
    read(text)
}

fn text<T: async_graphql::InputType>(value: Value) -> Result<String, InputValueError<T>> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(InputValueError::expected_type(other)),
    }
}
