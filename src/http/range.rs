//! Which part of a file is asked for (RFC 9110, section 14).

use axum::http::{HeaderMap, HeaderValue, header};

/// What to send.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: nothing else was asked for, or nothing we understand.
    Whole,
    /// From the first to the last byte, both counted from zero.
    Bytes {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// What was asked for lies behind the end.
    Nowhere,
}

/// Reads the `Range` header for a file of some length. Several parts at once are answered whole.
pub(super) fn part(asked: &HeaderMap, length: u64) -> Part {
    let Some(Ok(value)) = asked.get(header::RANGE).map(HeaderValue::to_str) else {
        return Part::Whole;
    };
    let range = value.split_once('=').filter(|(unit, _)| unit.trim().eq_ignore_ascii_case("bytes"));
    let Some((first, last)) = range.and_then(|(_, range)| range.trim().split_once('-')) else {
        return Part::Whole;
    };
    if !first.bytes().chain(last.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Part::Whole;
    }
    match (number(first), number(last)) {
        (None, None) => Part::Whole,
        (None, Some(last)) if last == 0 || length == 0 => Part::Nowhere,
        (None, Some(last)) => Part::Bytes { from: length.saturating_sub(last), to: length - 1 },
        (Some(first), Some(last)) if last < first => Part::Whole,
        (Some(first), _) if first >= length => Part::Nowhere,
        (Some(first), last) => {
            Part::Bytes { from: first, to: last.map_or(length - 1, |last| last.min(length - 1)) }
        }
    }
}

/// Digits, however many, or none.
fn number(digits: &str) -> Option<u64> {
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_ten(range: &'static str) -> Part {
        part(&HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]), 10)
    }

    #[test]
    fn the_part_asked_for_is_found() {
        assert_eq!(of_ten("bytes=0-3"), Part::Bytes { from: 0, to: 3 });
        assert_eq!(of_ten("bytes=4-"), Part::Bytes { from: 4, to: 9 });
        assert_eq!(of_ten("bytes=-3"), Part::Bytes { from: 7, to: 9 });
        assert_eq!(of_ten("bytes=-99"), Part::Bytes { from: 0, to: 9 });
        assert_eq!(of_ten("bytes=9-99999999999999999999999"), Part::Bytes { from: 9, to: 9 });
    }

    #[test]
    fn what_lies_behind_the_end_is_nowhere() {
        for range in ["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(of_ten(range), Part::Nowhere, "{range}");
        }
        assert_eq!(
            part(&HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static("bytes=-1"))]), 0),
            Part::Nowhere
        );
    }

    #[test]
    fn what_is_not_understood_is_answered_whole() {
        for range in
            ["bytes=0-1,4-5", "bytes=5-3", "bytes=a-b", "lines=0-1", "bytes", "bytes=-", "bytes=+1-2"]
        {
            assert_eq!(of_ten(range), Part::Whole, "{range}");
        }
    }
}
