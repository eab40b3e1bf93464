//! Why a socket is closed. The reason of a close frame has at most 123 bytes.

use std::{borrow::Cow, time::Duration};

use axum::extract::ws::{CloseFrame, Message};

/// An end, with its code and a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Close {
    code: u16,
    reason: Cow<'static, str>,
}

const LONGEST: usize = 123;

impl Close {
    pub(super) const GOING_AWAY: Self = Self::new(1001, "The server stops. Come back in a moment.");
    pub(super) const TOO_LARGE: Self = Self::new(1009, "The message is too large.");
    pub(super) const BROKEN: Self = Self::new(1011, "Something broke on our side. Come back in a moment.");
    pub(super) const TOO_SLOW: Self =
        Self::new(1013, "You do not read what is sent. Come back, and go on from your last cursor.");
    pub(super) const FORBIDDEN: Self = Self::new(4403, "Forbidden: the secret is not good, or not any more.");
    pub(super) const NO_PROTOCOL: Self =
        Self::new(4406, "Subprotocol not acceptable: speak graphql-transport-ws.");
    pub(super) const NO_INIT: Self = Self::new(4408, "Connection initialisation timeout");
    pub(super) const SECOND_INIT: Self = Self::new(4429, "Too many initialisation requests");
    pub(super) const NOT_YET: Self = Self::new(4401, "Unauthorized: send connection_init first.");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason: Cow::Borrowed(reason) }
    }

    /// A message that is none.
    pub(super) fn bad(what: &str) -> Self {
        Self { code: 4400, reason: shortened(&format!("Invalid message: {what}")) }
    }

    /// An id that is in use.
    pub(super) fn known(id: &str) -> Self {
        Self { code: 4409, reason: shortened(&format!("Subscriber for {id} already exists")) }
    }

    /// Nothing was asked for so long.
    pub(super) fn idle(after: Duration) -> Self {
        Self { code: 1000, reason: format!("Nothing ran for {} seconds.", after.as_secs()).into() }
    }

    /// As a frame.
    pub(super) fn frame(&self) -> Message {
        Message::Close(Some(CloseFrame { code: self.code, reason: self.reason.as_ref().into() }))
    }
}

fn shortened(text: &str) -> Cow<'static, str> {
    let end = text.floor_char_boundary(LONGEST);
    text.get(..end).map_or(Cow::Borrowed("Invalid message"), |text| text.to_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_fits_into_a_frame() {
        let long = "ü".repeat(100);
        for close in [
            Close::TOO_SLOW,
            Close::FORBIDDEN,
            Close::NO_PROTOCOL,
            Close::bad(&long),
            Close::known(&long),
            Close::idle(Duration::MAX),
        ] {
            assert!(close.reason.len() <= LONGEST, "{close:?}");
        }
    }
}
