//! The server on a real port: clients that are slow, too many, or still there when it ends.

use std::time::Duration;

use congress_highlights::{
    app::App,
    http::{HttpConfig, Server, serve},
    limits::Limits,
    policy::Policy,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use crate::{
    desk::Desk,
    stand_in::{Deeds, Resolved, furnish, schema},
};

/// A server that listens.
pub(crate) struct Listening {
    pub(crate) app: App,
    pub(crate) address: std::net::SocketAddr,
    pub(crate) stop: CancellationToken,
    pub(crate) running: JoinHandle<std::io::Result<()>>,
    pub(crate) resolved: Resolved,
    _folder: TempDir,
}

/// Longer than any time that is waited for here.
const LONG: Duration = Duration::from_secs(20);

const QUESTION: &str = "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\n\r\n";

pub(crate) async fn listening(limits: Limits) -> Listening {
    listening_as(HttpConfig { limits, ..HttpConfig::default() }).await
}

pub(crate) async fn listening_as(config: HttpConfig) -> Listening {
    let Desk { app, folder, .. } = Desk::open().await;
    let resolved = Resolved::default();
    let schema = schema(Deeds::default(), resolved.clone());
    let server = Server::new(app.clone(), schema, furnish, config, Policy::open).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let running = tokio::spawn(serve(listener, server, stop.clone()));
    Listening { app, address, stop, running, resolved, _folder: folder }
}

impl Listening {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Writes, and reads until the server closes or the answer is whole.
    async fn told(&self, words: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(words.as_bytes()).await.unwrap();
        read(&mut stream).await
    }
}

async fn read(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let mut part = [0; 4_096];
    while let Ok(Ok(count)) = timeout(LONG, stream.read(&mut part)).await {
        heard.extend_from_slice(&part[..count]);
        if count == 0 || heard.ends_with(b"}") {
            break;
        }
    }
    String::from_utf8_lossy(&heard).into_owned()
}

fn short() -> Limits {
    let short = Duration::from_millis(200);
    Limits {
        head_time: short,
        body_time: short,
        write_time: short,
        shutdown_time: short,
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_question_is_answered_over_a_connection_that_is_kept() {
    let server = listening(Limits::default()).await;
    let mut stream = server.connect().await;

    for _ in 0..3 {
        stream.write_all(QUESTION.as_bytes()).await.unwrap();
        assert!(read(&mut stream).await.ends_with(r#"{"data":{"__typename":"Query"}}"#));
    }
}

#[tokio::test]
async fn a_head_that_does_not_arrive_is_not_waited_for() {
    let server = listening(short()).await;

    assert!(!server.told("GET / HTTP/1.1\r\nhost: x\r\n").await.contains("200"));
    assert_eq!(server.told("").await, "");
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let server = listening(short()).await;

    let heard = server
        .told("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"query\"")
        .await;

    assert!(heard.starts_with("HTTP/1.1 408"), "{heard}");
    assert!(heard.contains("TIMEOUT"), "{heard}");
}

#[tokio::test]
async fn a_body_said_to_be_too_large_is_refused_before_it_arrives() {
    let server = listening(Limits::default()).await;

    let heard = server
        .told("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 30000000\r\n\r\n")
        .await;

    assert!(heard.starts_with("HTTP/1.1 413"), "{heard}");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_let_go() {
    let server = listening(short()).await;
    let mut stream = server.connect().await;
    let query =
        "%7Bmeetings(first:100)%7Bnodes%7Bmeetings(first:100)%7Bnodes%7Bid,slug,name,format%7D%7D%7D%7D%7D";
    let question = format!("GET /graphql?query={query} HTTP/1.1\r\nhost: x\r\n\r\n");

    let mut sent = Ok(());
    for _ in 0..100 {
        sent = timeout(LONG, stream.write_all(question.repeat(10).as_bytes())).await.unwrap();
        if sent.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    assert!(sent.is_err(), "the server still listens to who does not read");
}

#[tokio::test]
async fn more_connections_than_there_are_places_wait_for_one() {
    let server = listening(Limits { connections: 1, ..Limits::default() }).await;
    let mut first = server.connect().await;
    first.write_all(QUESTION.as_bytes()).await.unwrap();
    read(&mut first).await;

    let mut second = server.connect().await;
    second.write_all(QUESTION.as_bytes()).await.unwrap();
    let early = timeout(Duration::from_millis(200), second.read_u8()).await;
    drop(first);
    let later = read(&mut second).await;

    assert!(early.is_err());
    assert!(later.contains("200 OK"), "{later}");
}

#[tokio::test]
async fn what_runs_is_answered_before_the_server_ends() {
    let server = listening(Limits::default()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /graphql?query=%7Bslow(millis:300)%7D HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let idle = server.connect().await;
    tokio::time::sleep(Duration::from_millis(100)).await;

    server.stop.cancel();
    let heard = read(&mut stream).await;

    assert!(heard.contains(r#"{"data":{"slow":true}}"#), "{heard}");
    timeout(LONG, server.running).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
    drop(idle);
}

#[tokio::test]
async fn the_server_ends_in_time_whoever_is_still_there() {
    let server = listening(Limits { shutdown_time: Duration::from_millis(200), ..Limits::default() }).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /graphql?query=%7Bslow(millis:60000)%7D HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;

    server.stop.cancel();

    timeout(Duration::from_secs(5), server.running).await.unwrap().unwrap().unwrap();
}
