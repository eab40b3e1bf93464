//! When to ask. Whatever a request wants to know is collected while anything of it can go on by
//! itself. When all of it waits, everything collected is asked for at once, and all wait for all
//! answers: a level of the document costs one statement per edge, however many rows are on it.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered, task::AtomicWaker};
use tokio::task::unconstrained;

/// What one request is collecting. Cheap to clone.
#[derive(Clone, Default)]
pub struct Turns(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// How many rounds of answers there have been.
    round: u64,
    /// What to ask in the next round.
    questions: Vec<BoxFuture<'static, ()>>,
    /// Who waits for it.
    waiting: Vec<Waker>,
}

impl Turns {
    /// Runs a request, asking whenever nothing else is left to do.
    ///
    /// The scheduler's own budget does not hold within: it would make a part of the request wait that
    /// could go on, and so cut a level in two.
    pub async fn take<T>(&self, work: impl Future<Output = T>) -> T {
        unconstrained(self.alternate(work)).await
    }

    async fn alternate<T>(&self, work: impl Future<Output = T>) -> T {
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let mut asking = FuturesUnordered::new();
        let mut work = pin!(work);
        bell.ring();
        poll_fn(move |outer| {
            bell.outer.register(outer.waker());
            loop {
                while bell.has_rung() {
                    if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(&waker)) {
                        return Poll::Ready(done);
                    }
                }
                if asking.is_empty() {
                    asking.extend(std::mem::take(&mut self.state().questions));
                    if asking.is_empty() {
                        return Poll::Pending;
                    }
                }
                while let Poll::Ready(Some(())) = asking.poll_next_unpin(outer) {}
                if !asking.is_empty() {
                    return Poll::Pending;
                }
                self.end_round();
            }
        })
        .await
    }

    /// The round that is being collected for.
    pub(super) fn round(&self) -> u64 {
        self.state().round
    }

    /// Adds a question to the next round.
    pub(super) fn ask(&self, question: BoxFuture<'static, ()>) {
        self.state().questions.push(question);
    }

    /// Waits until a round is over.
    pub(super) async fn end_of(&self, round: u64) {
        let mut place = None;
        poll_fn(|cx| self.poll_end_of(round, &mut place, cx.waker())).await;
    }

    fn poll_end_of(&self, round: u64, place: &mut Option<usize>, waker: &Waker) -> Poll<()> {
        let mut state = self.state();
        if state.round > round {
            return Poll::Ready(());
        }
        if let Some(known) = place.and_then(|place| state.waiting.get_mut(place)) {
            known.clone_from(waker);
        } else {
            *place = Some(state.waiting.len());
            state.waiting.push(waker.clone());
        }
        Poll::Pending
    }

    fn end_round(&self) {
        let waiting = {
            let mut state = self.state();
            state.round += 1;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells that a part of the request can go on.
#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    outer: AtomicWaker,
}

impl Bell {
    fn ring(&self) {
        self.rung.store(true, Ordering::Release);
    }

    /// Whether it has rung since it was asked last.
    fn has_rung(&self) -> bool {
        self.rung.swap(false, Ordering::Acquire)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
        self.outer.wake();
    }
}
