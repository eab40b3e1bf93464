//! Measuring: synthetic content, a server on this machine, and the read operations of a reader's
//! day over HTTP. Client and server share the machine, so the figures compare operations and
//! versions, not machines.

mod client;
mod operation;
mod tally;

use std::{fs, net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::{
    app::App,
    bundle::{self, ImportOptions},
    config::BenchConfig,
    http::{self, HttpConfig, Server},
    statements,
};

use operation::{Operation, operations};
use tally::Tally;

/// Generates and imports content if there is none yet, then measures each operation.
pub async fn bench(app: App, scratch: &Path, config: &BenchConfig, say: fn(&str)) -> Result<()> {
    fill(&app, scratch, config, say).await?;
    let server = Server::of_contract(app, HttpConfig::default())?;
    let (address, stop) = start(server.clone()).await?;
    say(&format!("{}\n{}", tally::HEADING, tally::RULE));
    for operation in operations(config.lectures) {
        let cost = statements_of(&server, &operation).await?;
        for connections in &config.connections {
            let tally =
                measure(address, &operation, *connections, Duration::from_secs(config.seconds)).await?;
            say(&tally.row(operation.name, *connections, cost));
        }
    }
    stop.cancel();
    say(&format!("peak memory of this process, which holds server and client: {}", tally::peak_memory()));
    Ok(())
}

async fn fill(app: &App, scratch: &Path, config: &BenchConfig, say: fn(&str)) -> Result<()> {
    if crate::content::is_empty(app).await? {
        say(&format!("making content of {} lectures", config.lectures));
        bundle::generate(scratch, config.lectures, 1).context("the content cannot be made")?;
        let report = bundle::import(app, scratch, ImportOptions { dry_run: false, progress: true }).await?;
        fs::remove_dir_all(scratch)?;
        say(&report.to_string());
    }
    Ok(())
}

async fn start(server: Server) -> Result<(SocketAddr, CancellationToken)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let stop = CancellationToken::new();
    tokio::spawn(http::serve(listener, server, stop.clone()));
    Ok((address, stop))
}

/// The statements of one run, apart from the clock.
async fn statements_of(server: &Server, operation: &Operation) -> Result<u64> {
    let answer = http::router(server.clone()).oneshot(client::request(operation.body(0))?);
    let (answer, cost) = statements::counted(answer).await;
    let answer = axum::body::to_bytes(answer?.into_body(), usize::MAX).await?;
    let mut answer: Value = serde_json::from_slice(&answer)?;
    anyhow::ensure!(answer.get("errors").is_none(), "{} fails: {}", operation.name, answer["errors"]);
    let found = answer["data"].take();
    let is_there = |value: &Value| !value.is_null() && value["nodes"] != json!([]) && *value != json!([]);
    let found = found.as_object().is_some_and(|found| found.values().all(is_there));
    anyhow::ensure!(found, "{} finds nothing", operation.name);
    Ok(cost)
}

/// As many clients as connections, each asking again as soon as it is answered.
async fn measure(
    address: SocketAddr,
    operation: &Operation,
    connections: usize,
    time: Duration,
) -> Result<Tally> {
    let bodies: std::sync::Arc<[String]> = operation.bodies().into();
    client::run(address, &bodies, 1, Duration::from_millis(500)).await?;
    let clients = (0..connections).map(|first| {
        let bodies = std::sync::Arc::clone(&bodies);
        tokio::spawn(async move { client::run(address, &bodies, first, time).await })
    });
    let mut tally = Tally::new(time);
    for client in clients.collect::<Vec<_>>() {
        tally.add(client.await??);
    }
    Ok(tally)
}
