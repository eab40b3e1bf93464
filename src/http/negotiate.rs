//! Which of the two media types of GraphQL over HTTP an answer is written in, and whether a body is
//! written in the one that may be sent.

use axum::http::{HeaderMap, HeaderValue, header};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: the status tells whether the request was good.
    GraphqlResponse,
    /// `application/json`: the status tells whether the request was understood.
    Json,
}

impl Media {
    /// As a header.
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    fn essence(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json",
            Self::Json => "application/json",
        }
    }
}

/// The media type a client likes best, or none if it accepts neither. Who names no type gets
/// `application/json`; between two equally liked the newer one wins if it is named.
pub(super) fn accepted(headers: &HeaderMap) -> Option<Media> {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut entries =
        values.flat_map(|value| value.split(',')).filter(|entry| !entry.trim().is_empty()).peekable();
    if entries.peek().is_none() {
        return Some(Media::Json);
    }
    let ranges: Vec<Range<'_>> = entries.filter_map(Range::read).collect();
    let liking = |media: Media| {
        let matching = ranges.iter().filter(|range| range.precision(media).is_some());
        matching
            .max_by_key(|range| range.precision(media))
            .map_or((0, None), |range| (range.q, range.precision(media)))
    };
    let (newer, plain) = (liking(Media::GraphqlResponse), liking(Media::Json));
    match (newer.0, plain.0) {
        (0, 0) => None,
        (_, 0) => Some(Media::GraphqlResponse),
        _ if newer.0 > plain.0 || (newer.0 == plain.0 && newer.1 == Some(EXACT)) => {
            Some(Media::GraphqlResponse)
        }
        _ => Some(Media::Json),
    }
}

/// Whether a client wants answers as events, one after the other.
pub(super) fn wants_events(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = values.flat_map(|value| value.split(',')).filter_map(Range::read);
    ranges.any(|range| range.essence.eq_ignore_ascii_case("text/event-stream") && range.q > 0)
}

/// Whether a body says that it is JSON in UTF-8.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(value)) = headers.get(header::CONTENT_TYPE).map(HeaderValue::to_str) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let is_json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    is_json && parts.all(|parameter| charset(parameter).is_none_or(|name| name.eq_ignore_ascii_case("utf-8")))
}

fn charset(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
}

const EXACT: u8 = 2;

/// One entry of an `Accept` header.
struct Range<'a> {
    essence: &'a str,
    /// In thousandths.
    q: u16,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next()?;
        let mut q = 1_000;
        for (name, value) in parts.filter_map(|parameter| parameter.split_once('=')) {
            match name.trim().to_ascii_lowercase().as_str() {
                "q" => q = quality(value.trim())?,
                "charset" if !value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8") => return None,
                _ => {}
            }
        }
        Some(Self { essence, q })
    }

    /// How precisely it names a media type, if it does.
    fn precision(&self, media: Media) -> Option<u8> {
        if self.essence.eq_ignore_ascii_case(media.essence()) {
            Some(EXACT)
        } else if self.essence.eq_ignore_ascii_case("application/*") {
            Some(1)
        } else {
            (self.essence == "*/*").then_some(0)
        }
    }
}

fn quality(text: &str) -> Option<u16> {
    let q = text.parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    Some((q * 1_000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(value: &'static str) -> Option<Media> {
        accepted(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(value))]))
    }

    #[test]
    fn who_names_no_type_gets_plain_json() {
        assert_eq!(accepted(&HeaderMap::new()), Some(Media::Json));
        for wildcard in ["*/*", "application/*", "", "text/html, */*;q=0.8"] {
            assert_eq!(accepts(wildcard), Some(Media::Json), "{wildcard}");
        }
    }

    #[test]
    fn the_better_liked_type_wins() {
        for newer in [
            "application/graphql-response+json",
            "application/graphql-response+json, application/json;q=0.9",
            "application/json, application/graphql-response+json",
            "Application/GraphQL-Response+JSON; charset=UTF-8",
            "application/json;q=0, */*",
            "application/graphql-response+json, */*",
        ] {
            assert_eq!(accepts(newer), Some(Media::GraphqlResponse), "{newer}");
        }
        for plain in ["application/json", "application/graphql-response+json;q=0.5, application/json"] {
            assert_eq!(accepts(plain), Some(Media::Json), "{plain}");
        }
    }

    #[test]
    fn who_accepts_neither_gets_neither() {
        for neither in ["text/html", "application/xml", "*/*;q=0", "application/json; charset=latin1"] {
            assert_eq!(accepts(neither), None, "{neither}");
        }
    }

    #[test]
    fn a_body_must_say_that_it_is_json() {
        let is_json =
            |value| is_json(&HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(value))]));
        assert!(is_json("application/json"));
        assert!(is_json("Application/JSON; charset=\"utf-8\""));
        for other in
            ["text/plain", "application/json; charset=utf-16", "application/jsonp", "multipart/form-data", ""]
        {
            assert!(!is_json(other), "{other}");
        }
        assert!(!super::is_json(&HeaderMap::new()));
    }
}
