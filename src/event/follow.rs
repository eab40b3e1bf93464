//! Listening: one event after the other, from a position on.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use entity::value::Instant;
use futures_util::{StreamExt, stream};
use sea_orm::DbErr;
use tokio::{sync::watch, time::timeout};
use uuid::Uuid;

use super::{
    page::{self, FAR},
    position::{Position, Told},
    tail::Tail,
};
use crate::{
    app::App,
    graphql::{Fault, Moment, Moments, Result},
};

/// Who listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Everybody: what readers see.
    Readers,
    /// The desk: all of it, or one manuscript.
    Desk(Option<Uuid>),
}

/// Even if nobody rings, a listener looks again after this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happens from now on, or from a cursor.
pub(super) async fn follow(app: &App, audience: Audience, since: Option<String>) -> Result<Moments> {
    let since = since.map(|cursor| Position::read(&cursor, audience)).transpose()?;
    let tail = app.events.tail(app);
    let mut watch = tail.watch();
    let (head, now) = loop {
        if let Some(known) = tail.look(|window| (window.head, window.now)) {
            break known;
        }
        if timeout(PATIENCE, watch.changed()).await.is_err() {
            return Err(Fault::Busy);
        }
    };
    let position = match since {
        None => Position::after_all(head, now),
        Some(position) => {
            check(app, &tail, audience, position).await?;
            position
        }
    };
    let app = app.clone();
    let listener = Listener { app, audience, tail, watch, position, ready: VecDeque::new() };
    let moments = stream::unfold(listener, |mut listener| async move {
        let told = listener
            .next()
            .await
            .map(|(row, position)| Moment { cursor: position.write(listener.audience), what: row });
        Some((told.map_err(Fault::from), listener))
    });
    Ok(moments.boxed())
}

/// Whether it can be gone on from there.
async fn check(app: &App, tail: &Tail, audience: Audience, from: Position) -> Result<()> {
    if tail.look(|window| window.next(audience, from).is_some()) == Some(true) {
        return Ok(());
    }
    app.events.count();
    if from.number > page::head(app.db.reader()).await? {
        return Err(Fault::TooFarBehind(
            "This cursor is ahead of all events: they were set back. Read the lists anew, and listen without a cursor."
                .to_owned(),
        ));
    }
    if page::is_far(app, audience, from).await? {
        return Err(Fault::TooFarBehind(format!(
            "More than {FAR} events have happened since. Read the lists anew, and listen without a cursor."
        )));
    }
    Ok(())
}

struct Listener {
    app: App,
    audience: Audience,
    tail: Arc<Tail>,
    watch: watch::Receiver<()>,
    position: Position,
    ready: VecDeque<Told>,
}

impl Listener {
    async fn next(&mut self) -> Result<Told, DbErr> {
        loop {
            if let Some(told) = self.ready.pop_front() {
                self.position = told.1;
                return Ok(told);
            }
            self.watch.mark_unchanged();
            let known =
                self.tail.look(|window| (window.next(self.audience, self.position), window.head, window.now));
            match known {
                Some((Some(next), head, now)) => self.go_on(next, head, now),
                Some((None, head, now)) if self.position.number <= head => {
                    self.app.events.count();
                    let next = page::next(self.app.db.reader(), self.audience, self.position, now).await?;
                    self.go_on(next, head, now);
                }
                // The tail has yet to come to where the database was read to.
                _ => {}
            }
            if self.ready.is_empty() {
                let _rung = timeout(PATIENCE, self.watch.changed()).await;
            }
        }
    }

    /// With what comes next; if nothing does, all up to the head is done with.
    fn go_on(&mut self, next: Vec<Told>, head: i64, now: Instant) {
        if next.is_empty() {
            self.position = self.position.after_nothing(head, now);
        }
        self.ready.extend(next);
    }
}
