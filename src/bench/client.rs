//! A client on one kept connection.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result, ensure};
use axum::{
    body::Body,
    http::{Request, header},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::Instant};

/// Asks for a time, each body in turn, beginning with the one of this number; tells how long each
/// answer took.
pub(super) async fn run(
    address: SocketAddr,
    bodies: &[String],
    first: usize,
    time: Duration,
) -> Result<Vec<Duration>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut connection, driver) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(driver);
    let mut times = Vec::new();
    let start = Instant::now();
    for body in bodies.iter().cycle().skip(first) {
        let request = request(body.clone())?;
        let asked = Instant::now();
        let response = connection.send_request(request).await.context("the server hung up")?;
        ensure!(response.status().is_success(), "the server answered {}", response.status());
        axum::body::to_bytes(Body::new(response.into_body()), usize::MAX).await?;
        times.push(asked.elapsed());
        if start.elapsed() >= time {
            break;
        }
    }
    Ok(times)
}

/// The request of a body.
pub(super) fn request(body: String) -> Result<Request<Body>> {
    Ok(Request::post("/graphql")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))?)
}
