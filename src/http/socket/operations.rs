//! The operations of one socket. Each has a short queue of its own, and waits when it is full; they are heard in turns,
//! so that a busy one does not drown the others.

use std::{
    collections::VecDeque,
    future::poll_fn,
    task::{Context, Poll},
};

use axum::http::Method;
use futures_util::StreamExt;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_util::task::AbortOnDropHandle;

use super::super::{
    answer::Refused,
    listen::{ENDED, Said, listen},
    request::Asked,
    server::Server,
};
use crate::viewer::Viewer;

/// Those that run.
#[derive(Default)]
pub(super) struct Operations(VecDeque<Running>);

struct Running {
    id: String,
    said: Receiver<Said>,
    _work: AbortOnDropHandle<()>,
}

impl Operations {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.0.iter().any(|running| running.id == id)
    }

    /// Lets one run.
    pub(super) fn start(
        &mut self,
        id: String,
        server: &Server,
        viewer: &Viewer,
        asked: Result<Asked, Refused>,
    ) {
        let (say, said) = channel(server.config.limits.waiting_messages);
        let work = tokio::spawn(run(server.clone(), viewer.clone(), asked, say));
        self.0.push_back(Running { id, said, _work: AbortOnDropHandle::new(work) });
    }

    /// Ends one.
    pub(super) fn end(&mut self, id: &str) {
        self.0.retain(|running| running.id != id);
    }

    /// What one of them says next; nothing if it has come to its end. Waits for ever if none runs.
    pub(super) async fn next(&mut self) -> (String, Option<Said>) {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<(String, Option<Said>)> {
        for _ in 0..self.0.len() {
            let Some(mut first) = self.0.pop_front() else { break };
            match first.said.poll_recv(cx) {
                Poll::Pending => self.0.push_back(first),
                Poll::Ready(None) => return Poll::Ready((first.id, None)),
                Poll::Ready(Some(said @ Said::Failed(_))) => return Poll::Ready((first.id, Some(said))),
                Poll::Ready(Some(said)) => {
                    let id = first.id.clone();
                    self.0.push_back(first);
                    return Poll::Ready((id, Some(said)));
                }
            }
        }
        Poll::Pending
    }
}

async fn run(server: Server, viewer: Viewer, asked: Result<Asked, Refused>, say: Sender<Said>) {
    let mut saying = match begin(&server, viewer, asked).await {
        Ok(saying) => saying,
        Err(refused) => {
            let _left = say.send(Said::Failed(refused)).await;
            return;
        }
    };
    while let Some(said) = saying.next().await {
        if say.send(said).await.is_err() {
            return;
        }
    }
}

/// A socket may be open for longer than whoever opened it is welcome.
async fn begin(
    server: &Server,
    viewer: Viewer,
    asked: Result<Asked, Refused>,
) -> Result<super::super::listen::Saying, Refused> {
    let asked = asked?;
    let found = viewer.again(&server.app).await;
    let found = found.map_err(|error| Refused::of_fault(&server.app, error))?;
    let viewer = found.ok_or_else(|| Refused::unauthenticated(ENDED))?;
    listen(server, asked, &Method::POST, viewer, None).await
}
