//! What a browser keeps while it is at the issuer: a random text, when that was, and where to go afterwards. The state,
//! the nonce and the PKCE verifier are all made from it, so that nothing has to be kept here, a changed ticket
//! leads nowhere, and nobody can finish what another browser began.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::value::Instant;
use sea_orm::DbErr;

use crate::{account::new_secret, digest::hash_of};

/// Begun in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    secret: String,
    begun_at: Instant,
    pub(crate) return_to: String,
}

impl Ticket {
    /// How long somebody may take at the issuer, in seconds.
    pub(crate) const GOOD: i64 = 10 * 60;

    /// A new one.
    pub(crate) fn new(now: Instant, return_to: String) -> Result<Self, DbErr> {
        Ok(Self { secret: new_secret()?, begun_at: now, return_to })
    }

    /// Whether it may still be finished.
    pub(crate) fn is_good(&self, now: Instant) -> bool {
        self.begun_at <= now && now.0 < self.begun_at.0 + Self::GOOD * 1_000_000
    }

    /// Comes back from the issuer as it was sent.
    pub(crate) fn state(&self) -> String {
        self.made_for("state")
    }

    /// Stands in the token that the issuer signs.
    pub(super) fn nonce(&self) -> String {
        self.made_for("nonce")
    }

    /// Proves to the issuer that who exchanges the code is who asked for it.
    pub(super) fn verifier(&self) -> String {
        self.made_for("verifier")
    }

    fn made_for(&self, what: &str) -> String {
        hash_of(&format!("{what} {}", self.write()))
    }

    /// As the cookie keeps it.
    pub(crate) fn write(&self) -> String {
        let return_to = BASE64_URL_SAFE_NO_PAD.encode(&self.return_to);
        format!("{}.{}.{return_to}", self.secret, self.begun_at.0)
    }

    /// As the cookie kept it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (secret, begun_at, return_to) = (parts.next()?, parts.next()?, parts.next()?);
        let return_to = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(return_to).ok()?).ok()?;
        Some(Self { secret: secret.to_owned(), begun_at: Instant(begun_at.parse().ok()?), return_to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_read_as_it_was_written_and_a_changed_one_is_another() {
        let ticket = Ticket::new(Instant(1), "/desk?a=b".to_owned()).unwrap();

        assert_eq!(Ticket::read(&ticket.write()), Some(ticket.clone()));
        for other in [
            Ticket { return_to: "/other".to_owned(), ..ticket.clone() },
            Ticket { begun_at: Instant(2), ..ticket.clone() },
            Ticket { secret: "other".to_owned(), ..ticket.clone() },
        ] {
            assert_ne!(other.state(), ticket.state());
        }
        assert_eq!(Ticket::read("no ticket"), None);
    }

    #[test]
    fn what_is_made_from_it_differs_and_is_long_enough_for_pkce() {
        let ticket = Ticket::new(Instant(1), String::new()).unwrap();

        assert_eq!(ticket.verifier().len(), 64);
        assert_ne!(ticket.state(), ticket.nonce());
        assert_ne!(ticket.nonce(), ticket.verifier());
    }

    #[test]
    fn it_is_good_for_ten_minutes() {
        let ticket = Ticket::new(Instant(5), String::new()).unwrap();

        assert!(!ticket.is_good(Instant(4)));
        assert!(ticket.is_good(Instant(5 + 600_000_000 - 1)));
        assert!(!ticket.is_good(Instant(5 + 600_000_000)));
    }
}
