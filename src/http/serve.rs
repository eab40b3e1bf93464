//! Listening: so many connections at once, none of them slow for ever, and an end within a set time.

use std::{
    convert::Infallible,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, response::Response};
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use super::{patient::Patient, router, server::Server};
use crate::{limits::Limits, viewer::Peer};

/// The head of a request is read into a buffer of this size and may not be larger.
const HEAD_BYTES: usize = 64 * 1024;

/// Answers connections until it is told to stop; then lets what runs come to its end, within the
/// time the limits give.
pub async fn serve(listener: TcpListener, server: Server, stop: CancellationToken) -> io::Result<()> {
    let limits = server.config.limits.clone();
    let streams = server.streams.clone();
    let router = router(server);
    let places = Arc::new(Semaphore::new(limits.connections));
    let running = TaskTracker::new();
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
            Ok::<_, io::Error>((place, listener.accept().await))
        };
        let (place, accepted) = tokio::select! {
            () = stop.cancelled() => break,
            next = next => next?,
        };
        match accepted {
            Ok((stream, from)) => {
                let seat = Seat(Arc::new(Mutex::new(Some(place))));
                let service = seated(router.clone(), Peer(from.ip()), seat);
                running.spawn(converse(stream, service, limits.clone(), stop.clone()));
            }
            Err(error) => wait_after(&error).await,
        }
    }
    drop(listener);
    streams.stop.cancel();
    streams.sockets.close();
    running.close();
    tracing::info!(connections = running.len(), sockets = streams.sockets.len(), "stopping");
    let all = async { tokio::join!(running.wait(), streams.sockets.wait()) };
    if tokio::time::timeout(limits.shutdown_time, all).await.is_err() {
        let (connections, sockets) = (running.len(), streams.sockets.len());
        tracing::warn!(connections, sockets, "stopped before all answers were sent");
    }
    Ok(())
}

/// The place of a connection, which is free again when the connection has ended.
#[derive(Clone)]
pub(super) struct Seat(Arc<Mutex<Option<OwnedSemaphorePermit>>>);

impl Seat {
    /// Gives the place up before the connection ends: what goes on for long has places of its own.
    pub(super) fn leave(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// The routes, told of each request where it comes from.
fn seated(router: Router, peer: Peer, seat: Seat) -> impl Routes {
    service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(seat.clone());
        router.clone().oneshot(request)
    })
}

/// What answers the requests of one connection.
trait Routes:
    Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Send + 'static
{
}

impl<T> Routes for T where
    T: Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Send + 'static
{
}

/// Cancelled when the system asks the program to end (Ctrl-C or SIGTERM).
pub fn stop_on_signal() -> io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        told.cancel();
    });
    Ok(stop)
}

async fn converse(stream: TcpStream, routes: impl Routes, limits: Limits, stop: CancellationToken) {
    // Answers are whole when they are sent; waiting for more only delays them.
    let _unsupported = stream.set_nodelay(true);
    let io = TokioIo::new(Patient::new(stream, limits.write_time));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(io, routes)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(?error, "a connection ended early");
    }
}

/// When there are no more handles, accepting again at once would only spin.
async fn wait_after(error: &io::Error) {
    let is_theirs = matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    );
    if !is_theirs {
        tracing::error!(?error, "a connection could not be accepted");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
