//! What tells texts from each other without keeping them: SHA-256 as hexadecimal digits.

use sha2::{Digest, Sha256};

/// The hash of a text.
pub(crate) fn hash_of(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Whether a text could be a hash: 64 hexadecimal digits.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Bytes as hexadecimal digits in lower case, two for each.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
