//! What a client already has.

use axum::http::{HeaderMap, HeaderValue, header};

/// Whether a client says that it has what a tag names (`If-None-Match`).
pub(super) fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let values = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// Whether a part may be sent: the client names no version or the one there is (`If-Range`). A date
/// names none for sure, and a weak tag neither.
pub(super) fn may_be_partial(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get(header::IF_RANGE)
        .map(HeaderValue::to_str)
        .is_none_or(|known| known.is_ok_and(|known| known == tag))
}
