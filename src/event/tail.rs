//! Follows the outbox for all listeners of a process, as long as there are any.

use std::{
    sync::{
        Arc, Mutex, PoisonError, RwLock, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::DbErr;
use tokio::{
    sync::{Notify, OnceCell, watch},
    time::timeout,
};

use super::{
    page,
    seal::Seal,
    window::{KEPT, Window},
};
use crate::app::App;

/// What other processes write is seen after this time at the latest.
const POLL: Duration = Duration::from_millis(500);

/// Wakes whoever listens. One for a process.
#[derive(Debug, Default)]
pub struct Events {
    bell: Arc<Notify>,
    deeds: AtomicU64,
    questions: Arc<AtomicU64>,
    tail: Mutex<Weak<Tail>>,
    seal: OnceCell<Arc<Seal>>,
}

/// What happened lately; read on as long as somebody holds it.
#[derive(Debug)]
pub(super) struct Tail {
    window: RwLock<Option<Window>>,
    turned: watch::Sender<()>,
}

impl Events {
    /// Something may have been done just now.
    pub fn ring(&self) {
        self.deeds.fetch_add(1, Ordering::Relaxed);
        self.bell.notify_one();
    }

    /// How often something may have been done so far.
    pub(crate) fn deeds(&self) -> u64 {
        self.deeds.load(Ordering::Relaxed)
    }

    /// How often the outbox was asked so far, for all listeners together.
    pub fn questions(&self) -> u64 {
        self.questions.load(Ordering::Relaxed)
    }

    /// Counts a question to the outbox.
    pub(super) fn count(&self) {
        self.questions.fetch_add(1, Ordering::Relaxed);
    }

    /// What readers' cursors are sealed with.
    pub(super) async fn seal(&self, app: &App) -> Result<Arc<Seal>, DbErr> {
        let read = async || Seal::of(app.db.reader()).await.map(Arc::new);
        self.seal.get_or_try_init(read).await.cloned()
    }

    /// The tail; there is one at a time.
    pub(super) fn tail(&self, app: &App) -> Arc<Tail> {
        let mut known = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tail) = known.upgrade() {
            return tail;
        }
        let tail = Arc::new(Tail { window: RwLock::default(), turned: watch::Sender::new(()) });
        *known = Arc::downgrade(&tail);
        tokio::spawn(follow(app.clone(), Arc::downgrade(&tail)));
        tail
    }
}

impl Tail {
    /// Tells when there is something new.
    pub(super) fn watch(&self) -> watch::Receiver<()> {
        self.turned.subscribe()
    }

    /// Looks at what happened lately; none before it was read for the first time.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Window) -> T) -> Option<T> {
        self.window.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(at)
    }

    /// Reads what is new. The moment is taken before the question is asked, and stays as long as there may be more: what
    /// was taken back before its moment is known to be when that moment is here. Nobody is told what is not on disk. Tells
    /// whether there may be more.
    async fn turn(&self, app: &App) -> Result<bool, DbErr> {
        let now = app.clock.now();
        app.events.count();
        let Some((head, before)) = self.look(|window| (window.head, window.now)) else {
            let window = page::window(app.db.reader(), now).await?;
            app.db.flush().await?;
            self.set(|place| *place = Some(window));
            self.turned.send_replace(());
            return Ok(false);
        };
        let rows = page::after(app.db.reader(), head).await?;
        if !rows.is_empty() {
            app.db.flush().await?;
        }
        let is_full = rows.len() >= KEPT;
        let now = if is_full { before } else { now };
        let is_news = self.set(|place| place.as_mut().is_some_and(|window| window.take(now, rows)));
        if is_news {
            self.turned.send_replace(());
        }
        Ok(is_full)
    }

    fn set<T>(&self, change: impl FnOnce(&mut Option<Window>) -> T) -> T {
        change(&mut self.window.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// How long there is nothing to do, unless somebody rings.
    fn rest(&self, app: &App) -> Duration {
        let next = self.look(Window::next_lift).flatten();
        let until = next.map(|at| u64::try_from(at.0 - app.clock.now().0).unwrap_or(0));
        until.map_or(POLL, |microseconds| POLL.min(Duration::from_micros(microseconds)))
    }
}

async fn follow(app: App, tail: Weak<Tail>) {
    let bell = Arc::clone(&app.events.bell);
    loop {
        let Some(tail) = tail.upgrade() else { return };
        let rest = match tail.turn(&app).await {
            Ok(true) => continue,
            Ok(false) => tail.rest(&app),
            Err(error) => {
                tracing::error!(?error, "events cannot be read");
                POLL
            }
        };
        drop(tail);
        let _rung = timeout(rest, bell.notified()).await;
    }
}
