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
    seal::Seal,
    tail::Tail,
    window::Window,
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
    let seal = app.events.seal(app).await?;
    let since = since.map(|cursor| Position::read(&cursor, audience, &seal)).transpose()?;
    let tail = app.events.tail(app);
    let mut watch = tail.watch();
    let (end, now) = loop {
        if let Some(known) = tail.look(|window| (window.end(audience), window.now)) {
            break known;
        }
        if timeout(PATIENCE, watch.changed()).await.is_err() {
            return Err(Fault::Busy);
        }
    };
    let position = match since {
        None => Position::after_all(end, now),
        Some(position) => begin(app, &tail, audience, position).await?,
    };
    let app = app.clone();
    let listener = Listener { app, audience, seal, tail, watch, position, ready: VecDeque::new() };
    let moments = stream::unfold(listener, |mut listener| async move {
        let told = listener.next().await.and_then(|(what, position)| {
            Ok(Moment { cursor: position.write(listener.audience, &listener.seal)?, what })
        });
        Some((told.map_err(Fault::from), listener))
    });
    Ok(moments.boxed())
}

/// Where it can be gone on from a position. For readers a number beyond all they know of is the last of these: how much
/// is done at the desk is not for them.
async fn begin(app: &App, tail: &Tail, audience: Audience, from: Position) -> Result<Position> {
    let is_kept =
        |window: &Window| from.number <= window.end(audience) && window.next(audience, from).is_some();
    if tail.look(is_kept) == Some(true) {
        return Ok(from);
    }
    app.events.count();
    let from = match audience {
        Audience::Readers => {
            let moment = app.clock.now().max(from.at);
            from.up_to(page::end_for_readers(app.db.reader(), moment).await?)
        }
        Audience::Desk(_) if from.number > page::head(app.db.reader()).await? => {
            return Err(Fault::TooFarBehind(AHEAD.to_owned()));
        }
        Audience::Desk(_) => from,
    };
    if page::is_far(app, audience, from).await? {
        return Err(Fault::TooFarBehind(format!(
            "More than {FAR} events have happened since. Read the lists anew, and listen without a cursor."
        )));
    }
    Ok(from)
}

const AHEAD: &str = "This cursor is ahead of all events: they were set back. Read the lists anew, and listen without a cursor.";

struct Listener {
    app: App,
    audience: Audience,
    seal: Arc<Seal>,
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
            let Self { audience, position, .. } = *self;
            let known = self.tail.look(|window| {
                let is_behind = position.number <= window.head;
                (window.next(audience, position), is_behind, window.end(audience), window.now)
            });
            match known {
                Some((Some(next), _, end, now)) => self.go_on(next, end, now),
                Some((None, true, end, now)) => {
                    self.app.events.count();
                    let next = page::next(self.app.db.reader(), audience, position, now).await?;
                    self.app.db.flush().await?;
                    self.go_on(next, end, now);
                }
                // The tail has yet to come to where the database was read to.
                _ => {}
            }
            if self.ready.is_empty() {
                let _rung = timeout(PATIENCE, self.watch.changed()).await;
            }
        }
    }

    /// With what comes next; if nothing does, all up to the end is done with.
    fn go_on(&mut self, next: Vec<Told>, end: i64, now: Instant) {
        if next.is_empty() {
            self.position = self.position.after_nothing(end, now);
        }
        self.ready.extend(next);
    }
}
