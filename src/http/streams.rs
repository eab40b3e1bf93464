//! Sockets and event streams: how many are open, whose they are, and how all of them end.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::StatusCode;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use super::{
    answer::Refused,
    document::{Code, Refusal},
};
use crate::{limits::Limits, viewer::Viewer};

/// Those that are open. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Streams {
    /// Cancelled when all of them are to end.
    pub(super) stop: CancellationToken,
    /// The sockets, which outlive their requests.
    pub(super) sockets: TaskTracker,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    all: usize,
    by_holder: HashMap<Holder, usize>,
}

/// Whose a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Holder {
    Account(Uuid),
    Network(IpAddr),
}

impl Holder {
    /// None if nothing is known of who asks.
    fn of(viewer: &Viewer) -> Option<Self> {
        match viewer.account() {
            Some(account) => Some(Self::Account(account.id)),
            None => viewer.peer().map(|peer| Self::Network(peer.network())),
        }
    }
}

/// The place of one stream, free again when it is dropped.
pub(super) struct Place {
    streams: Streams,
    holder: Option<Holder>,
}

impl Streams {
    /// A place for a stream of a viewer.
    pub(super) fn place(&self, viewer: &Viewer, limits: &Limits) -> Result<Place, Refused> {
        let holder = Holder::of(viewer);
        let mut open = self.open();
        if open.all >= limits.streams {
            let message = "As many streams are open as there are places for. Try again in a moment.";
            let refusal = Refusal::new(Code::Unavailable, message);
            return Err(Refused::exactly(StatusCode::SERVICE_UNAVAILABLE, refusal));
        }
        if let Some(holder) = holder {
            let held = open.by_holder.entry(holder).or_default();
            if *held >= limits.streams_of_one {
                let most = limits.streams_of_one as u64;
                let message = format!("You hold {most} open streams; there are no more for one.");
                let refusal = Refusal::new(Code::LimitExceeded, message).limit("streamsOfOne", most, None);
                return Err(Refused::exactly(StatusCode::TOO_MANY_REQUESTS, refusal));
            }
            *held += 1;
        }
        open.all += 1;
        Ok(Place { streams: self.clone(), holder })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.open();
        open.all -= 1;
        let Some(holder) = self.holder else { return };
        if let Some(held) = open.by_holder.get_mut(&holder) {
            *held -= 1;
            if *held == 0 {
                open.by_holder.remove(&holder);
            }
        }
    }
}
