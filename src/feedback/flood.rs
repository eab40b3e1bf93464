//! How much one sender may write in an hour, and all who are not signed in together. Counted in memory, so that nobody's
//! network address is kept.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use entity::value::Instant;
use uuid::Uuid;

use crate::viewer::Peer;

const HOUR: i64 = 3_600_000_000;

/// In an hour from one account or one network.
const FROM_ONE: u32 = 10;

/// In an hour from all who are not signed in.
const FROM_STRANGERS: u32 = 500;

/// Who writes, as far as that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sender {
    Account(Uuid),
    Network(IpAddr),
    Nobody,
}

impl Sender {
    pub(super) fn new(account: Option<Uuid>, peer: Option<Peer>) -> Self {
        match (account, peer) {
            (Some(account), _) => Self::Account(account),
            (None, Some(peer)) => Self::Network(peer.network()),
            (None, None) => Self::Nobody,
        }
    }
}

/// How much was written lately.
#[derive(Debug, Default)]
pub struct Floods(Mutex<Windows>);

#[derive(Debug, Default)]
struct Windows {
    begun_at: i64,
    strangers: u32,
    senders: HashMap<Sender, u32>,
}

impl Floods {
    /// Counts one more; tells until when to wait if that is too much.
    pub(super) fn count(&self, sender: Sender, now: Instant) -> Result<(), Instant> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0 >= windows.begun_at + HOUR {
            *windows = Windows { begun_at: now.0, ..Windows::default() };
        }
        let is_stranger = !matches!(sender, Sender::Account(_));
        let from_one = windows.senders.get(&sender).copied().unwrap_or_default();
        if from_one >= FROM_ONE || (is_stranger && windows.strangers >= FROM_STRANGERS) {
            return Err(Instant(windows.begun_at + HOUR));
        }
        windows.strangers += u32::from(is_stranger);
        windows.senders.insert(sender, from_one + 1);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn network(last: u8) -> Sender {
        Sender::new(None, Some(Peer(IpAddr::from([192, 0, 2, last]))))
    }

    #[test]
    fn ten_an_hour_from_one_and_a_new_hour_begins_anew() {
        let floods = Floods::default();
        let now = Instant(HOUR * 10);

        for _ in 0..10 {
            assert_eq!(floods.count(network(1), now), Ok(()));
        }
        assert_eq!(floods.count(network(1), now), Err(Instant(HOUR * 11)));
        assert_eq!(floods.count(network(2), now), Ok(()));
        assert_eq!(floods.count(network(1), Instant(HOUR * 11)), Ok(()));
    }

    #[test]
    fn strangers_share_a_bound_that_accounts_do_not() {
        let (floods, now) = (Floods::default(), Instant(HOUR));

        for sender in 0..FROM_STRANGERS {
            assert_eq!(floods.count(Sender::Network(Ipv4Addr::from_bits(sender).into()), now), Ok(()));
        }
        assert!(floods.count(Sender::Nobody, now).is_err());
        assert_eq!(floods.count(Sender::Account(Uuid::nil()), now), Ok(()));
    }
}
