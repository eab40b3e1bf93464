//! Listening: so many connections at once, none of them slow for ever, and an end within a set time.

use std::{io, sync::Arc, time::Duration};

use axum::{Router, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::Semaphore,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use super::{patient::Patient, router, server::Server};
use crate::{feedback::Peer, limits::Limits};

/// The head of a request is read into a buffer of this size and may not be larger.
const HEAD_BYTES: usize = 64 * 1024;

/// Answers connections until it is told to stop; then lets what runs come to its end, within the
/// time the limits give.
pub async fn serve(listener: TcpListener, server: Server, stop: CancellationToken) -> io::Result<()> {
    let limits = server.config.limits.clone();
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
                let connection =
                    converse(stream, Peer(from.ip()), router.clone(), (limits.clone(), stop.clone()));
                running.spawn(async move {
                    connection.await;
                    drop(place);
                });
            }
            Err(error) => wait_after(&error).await,
        }
    }
    drop(listener);
    running.close();
    tracing::info!(connections = running.len(), "stopping");
    if tokio::time::timeout(limits.shutdown_time, running.wait()).await.is_err() {
        tracing::warn!(connections = running.len(), "stopped before all answers were sent");
    }
    Ok(())
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

async fn converse(
    stream: TcpStream,
    peer: Peer,
    router: Router,
    (limits, stop): (Limits, CancellationToken),
) {
    // Answers are whole when they are sent; waiting for more only delays them.
    let _unsupported = stream.set_nodelay(true);
    let io = TokioIo::new(Patient::new(stream, limits.write_time));
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(io, TowerToHyperService::new(service));
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
