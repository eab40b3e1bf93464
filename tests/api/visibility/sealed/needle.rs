//! What is searched for, and how: byte by byte in all that came back, and in what stands in its cursors.

use std::collections::BTreeSet;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// Something that would betray what is sealed.
pub(super) struct Needle {
    pub(super) name: String,
    text: String,
}

impl Needle {
    pub(super) fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned() }
    }
}

/// The names of those that are somewhere in what came back.
pub(super) fn found_in<'a>(text: &str, needles: impl IntoIterator<Item = &'a Needle>) -> BTreeSet<String> {
    let text = unfolded(text);
    let found = needles.into_iter().filter(|needle| text.contains(&needle.text));
    found.map(|needle| needle.name.clone()).collect()
}

/// One character a byte.
pub(super) fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// A text, and behind it what is written in its cursors.
fn unfolded(text: &str) -> String {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_';
    let words = text.split(|sign| !is_sign(sign)).filter(|word| word.len() > 15);
    let decoded = words.filter_map(|word| BASE64_URL_SAFE_NO_PAD.decode(word).ok());
    let cursors: Vec<String> = decoded.map(|bytes| text_of(&bytes)).collect();
    format!("{text}\n{}", cursors.join("\n"))
}
