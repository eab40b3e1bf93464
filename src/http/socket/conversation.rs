//! One socket from its first word to its last.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::ws::{Message, WebSocket},
};
use serde_json::value::RawValue;
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    super::{
        answer::Refused,
        document::{Code, Refusal},
        identity::bearer,
        request::from_body,
        server::Server,
    },
    close::Close,
    message::{ACK, Heard, authorization, complete, pong, said},
    operations::Operations,
};
use crate::viewer::{Carrier, Viewer};

/// What is known of a socket.
pub(super) struct Conversation {
    server: Server,
    viewer: Viewer,
    is_open: bool,
    operations: Operations,
    began: Instant,
    /// When something was heard last, and when something was done last.
    heard: Instant,
    busy: Instant,
    is_pinged: bool,
}

/// Why nothing more is said: with a last word, or because nobody is there.
enum End {
    Close(Close),
    Gone,
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

impl Conversation {
    pub(super) fn new(server: Server, viewer: Viewer) -> Self {
        let now = Instant::now();
        let operations = Operations::default();
        Self {
            server,
            viewer,
            is_open: false,
            operations,
            began: now,
            heard: now,
            busy: now,
            is_pinged: false,
        }
    }

    /// Holds it to its end.
    pub(super) async fn hold(mut self, mut socket: WebSocket) {
        let end = if socket.protocol().is_some() {
            self.converse(&mut socket).await
        } else {
            End::Close(Close::NO_PROTOCOL)
        };
        let patience = self.patience();
        drop(self);
        if let End::Close(close) = end {
            let farewell = async {
                socket.send(close.frame()).await?;
                while socket.recv().await.transpose()?.is_some() {}
                Ok::<_, axum::Error>(())
            };
            let _in_time = timeout(patience, farewell).await;
        }
    }

    async fn converse(&mut self, socket: &mut WebSocket) -> End {
        let stop = self.server.streams.stop.clone();
        loop {
            let alarm = self.alarm();
            let turn = tokio::select! {
                () = stop.cancelled() => Err(Close::GOING_AWAY.into()),
                heard = socket.recv() => self.hear(socket, heard).await,
                (id, what) = self.operations.next() => {
                    self.busy = Instant::now();
                    let text = what.map_or_else(|| complete(&id), |what| said(&id, &what));
                    self.say(socket, Message::text(text)).await
                }
                () = sleep_until(alarm) => self.look(socket).await,
            };
            if let Err(end) = turn {
                return end;
            }
        }
    }

    async fn hear(
        &mut self,
        socket: &mut WebSocket,
        heard: Option<Result<Message, axum::Error>>,
    ) -> Result<(), End> {
        (self.heard, self.is_pinged) = (Instant::now(), false);
        match heard {
            Some(Err(error)) if is_too_large(&error) => Err(Close::TOO_LARGE.into()),
            None | Some(Err(_) | Ok(Message::Close(_))) => Err(End::Gone),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
            Some(Ok(Message::Binary(_))) => Err(Close::bad("it is not text.").into()),
            Some(Ok(Message::Text(text))) => self.obey(socket, Heard::read(&text)?).await,
        }
    }

    async fn obey(&mut self, socket: &mut WebSocket, heard: Heard<'_>) -> Result<(), End> {
        match heard {
            Heard::Init(_) if self.is_open => Err(Close::SECOND_INIT.into()),
            Heard::Init(payload) => {
                self.welcome(payload).await?;
                self.say(socket, Message::text(ACK)).await
            }
            Heard::Ping(payload) => self.say(socket, Message::text(pong(payload))).await,
            Heard::Pong => Ok(()),
            Heard::Subscribe { .. } if !self.is_open => Err(Close::NOT_YET.into()),
            Heard::Subscribe { id, .. } if self.operations.has(&id) => Err(Close::known(&id).into()),
            Heard::Subscribe { id, payload } => {
                let asked = self.place().and_then(|()| from_body(payload.get().as_bytes()));
                self.operations.start(id, &self.server, &self.viewer, asked);
                Ok(())
            }
            Heard::Complete { id } => {
                self.operations.end(&id);
                self.busy = Instant::now();
                Ok(())
            }
        }
    }

    /// Who it is: whoever the first message says, or else the request that opened the socket.
    async fn welcome(&mut self, payload: Option<&RawValue>) -> Result<(), End> {
        if let Some(shown) = authorization(payload) {
            let secret = bearer(&shown).ok_or(Close::FORBIDDEN)?;
            let found = Viewer::of_secret(&self.server.app, secret, Carrier::Header).await;
            let found = found.map_err(|error| {
                tracing::error!(?error, "it is not known who opened a socket");
                Close::BROKEN
            })?;
            self.viewer = found.ok_or(Close::FORBIDDEN)?.from(self.viewer.peer());
        }
        self.is_open = true;
        Ok(())
    }

    fn place(&self) -> Result<(), Refused> {
        let most = self.server.config.limits.socket_operations;
        if self.operations.len() < most {
            return Ok(());
        }
        let message = format!("{most} operations run over this socket; there are no more at the same time.");
        Err(Refusal::new(Code::LimitExceeded, message).limit("socketOperations", most as u64, None).into())
    }

    /// Says something to whoever reads what is said.
    async fn say(&self, socket: &mut WebSocket, message: Message) -> Result<(), End> {
        match timeout(self.patience(), socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Gone),
            Err(_) => Err(Close::TOO_SLOW.into()),
        }
    }

    /// The connection itself is given up after twice this time, which leaves as much for a last word.
    fn patience(&self) -> Duration {
        self.server.config.limits.write_time / 2
    }

    /// When to look next whether somebody is there.
    fn alarm(&self) -> Instant {
        let limits = &self.server.config.limits;
        if !self.is_open {
            return self.began + limits.init_time;
        }
        let quiet = self.heard + if self.is_pinged { limits.ping_time * 2 } else { limits.ping_time };
        if self.operations.is_empty() { quiet.min(self.busy + limits.idle_time) } else { quiet }
    }

    async fn look(&mut self, socket: &mut WebSocket) -> Result<(), End> {
        let limits = &self.server.config.limits;
        if !self.is_open {
            return Err(Close::NO_INIT.into());
        }
        if self.operations.is_empty() && self.busy.elapsed() >= limits.idle_time {
            return Err(Close::idle(limits.idle_time).into());
        }
        if self.is_pinged {
            return Err(End::Gone);
        }
        self.is_pinged = true;
        self.say(socket, Message::Ping(Bytes::new())).await
    }
}

fn is_too_large(error: &axum::Error) -> bool {
    error.to_string().contains("too long")
}
