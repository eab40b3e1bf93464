//! Texts that the engine or the database would only find wrong while it runs, wherever they stand:
//! in a document or among the variables.

use crate::graphql::scalar;

/// PostgreSQL cannot store it.
pub(super) const ZERO: &str = "holds the character U+0000, which no text of ours does";

/// What is wrong with a text that is meant to be a scalar; none if nothing is.
pub(super) fn wrong(scalar: &str, text: &str) -> Option<String> {
    if text.contains('\0') {
        return Some(ZERO.to_owned());
    }
    scalar::misfit(scalar, text).map(|why| format!("does not fit {scalar}: {why}"))
}
