//! `graphql-transport-ws`, word by word.

use std::{collections::HashMap, sync::atomic::Ordering, time::Duration};

use congress_highlights::{http::HttpConfig, limits::Limits};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    time::{Instant, sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{
        self, Message,
        client::IntoClientRequest,
        http::{HeaderName, HeaderValue},
    },
};

use crate::sockets::{Listening, listening, listening_as};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(300);

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

async fn connect(server: &Listening, headers: &[(&'static str, &str)]) -> Result<Socket, tungstenite::Error> {
    let mut request = format!("ws://{}/graphql", server.address).into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, HeaderValue::from_str(value).unwrap());
    }
    Ok(Socket(connect_async(request).await?.0))
}

const PROTOCOL: (&str, &str) = ("sec-websocket-protocol", "graphql-transport-ws");

async fn socket(server: &Listening) -> Socket {
    connect(server, &[PROTOCOL]).await.unwrap()
}

async fn open(server: &Listening) -> Socket {
    let mut socket = socket(server).await;
    socket.say(&json!({ "type": "connection_init" })).await;
    assert_eq!(socket.heard().await, json!({ "type": "connection_ack" }));
    socket
}

impl Socket {
    async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    async fn send(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(&json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    }

    async fn heard(&mut self) -> Value {
        loop {
            if let Message::Text(text) = timeout(LONG, self.0.next()).await.unwrap().unwrap().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// The code it is closed with, whatever is said before.
    async fn closed(&mut self) -> u16 {
        loop {
            let message = timeout(LONG, self.0.next()).await.expect("it stays open").expect("it broke off");
            if let Message::Close(frame) = message.unwrap() {
                let frame = frame.expect("a reason");
                assert!(!frame.reason.is_empty());
                return frame.code.into();
            }
        }
    }
}

#[tokio::test]
async fn an_operation_of_each_kind_is_answered() {
    let server = listening(Limits::default()).await;
    let mut socket = open(&server).await;

    socket.subscribe("q", "{ __typename }").await;
    assert_eq!(
        socket.heard().await,
        json!({ "id": "q", "type": "next", "payload": { "data": { "__typename": "Query" } } })
    );
    assert_eq!(socket.heard().await, json!({ "id": "q", "type": "complete" }));
    socket.subscribe("m", r#"mutation { rename(title: "once") }"#).await;
    assert_eq!(socket.heard().await["payload"], json!({ "data": { "rename": true } }));
    assert_eq!(socket.heard().await["type"], "complete");
    socket.subscribe("s", "subscription { ticks }").await;
    for count in 0..3 {
        assert_eq!(socket.heard().await["payload"]["data"]["ticks"], count);
    }
    assert_eq!(socket.heard().await, json!({ "id": "s", "type": "complete" }));
    socket.say(&json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(socket.heard().await, json!({ "type": "pong", "payload": { "at": 1 } }));
}

#[tokio::test]
async fn what_is_refused_is_an_error_and_leaves_the_others_alone() {
    let server = listening(Limits { socket_operations: 2, ..Limits::default() }).await;
    let mut socket = open(&server).await;
    socket.subscribe("1", "subscription { every(millis: 60000) }").await;
    socket.subscribe("2", "{ nothing }").await;

    let refused = socket.heard().await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("2"), &json!("error")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "BAD_USER_INPUT");
    socket.subscribe("3", "subscription { every(millis: 60000) }").await;
    socket.subscribe("4", "{ __typename }").await;
    let refused = socket.heard().await;
    assert_eq!(refused["id"], "4");
    assert_eq!(refused["payload"][0]["extensions"]["limit"], "socketOperations");
    socket.say(&json!({ "type": "complete", "id": "3" })).await;
    socket.subscribe("3", "subscription { breaks }").await;
    assert_eq!(socket.heard().await["payload"]["data"]["breaks"], 0);
    let broken = socket.heard().await;
    assert_eq!(broken["payload"][0]["extensions"]["code"], "INTERNAL");
    assert!(!broken.to_string().contains("secret"));
}

#[tokio::test]
async fn every_breach_has_its_code() {
    let server = listening(Limits { init_time: SHORT, body_bytes: 10_000, ..Limits::default() }).await;

    assert_eq!(socket(&server).await.closed().await, 4408);
    assert_eq!(connect(&server, &[]).await.unwrap().closed().await, 4406);
    let mut early = socket(&server).await;
    early.subscribe("1", "{ __typename }").await;
    assert_eq!(early.closed().await, 4401);
    let mut stranger = socket(&server).await;
    stranger.say(&json!({ "type": "connection_init", "payload": { "Authorization": "Bearer chs_x" } })).await;
    assert_eq!(stranger.closed().await, 4403);
    let mut twice = open(&server).await;
    twice.say(&json!({ "type": "connection_init" })).await;
    assert_eq!(twice.closed().await, 4429);
    let mut known = open(&server).await;
    let long = "é".repeat(90);
    known.subscribe(&long, "subscription { every(millis: 60000) }").await;
    known.subscribe(&long, "subscription { every(millis: 60000) }").await;
    assert_eq!(known.closed().await, 4409);
    let bad = [
        "{",
        "[]",
        "1",
        r#"{"type":"start"}"#,
        r#"{"type":"subscribe","id":"1"}"#,
        r#"{"type":"subscribe","payload":{"query":"{ __typename }"}}"#,
        r#"{"type":"complete"}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}"#,
        r#"{"type":"subscribe","id":"1","payload":"{ __typename }"}"#,
        r#"{"type":"ping","payload":7}"#,
    ];
    for text in bad {
        let mut socket = open(&server).await;
        socket.send(Message::text(text)).await;
        assert_eq!(socket.closed().await, 4400, "{text}");
    }
    let mut binary = open(&server).await;
    binary.send(Message::binary(b"{}".to_vec())).await;
    assert_eq!(binary.closed().await, 4400);
    let mut large = open(&server).await;
    large.send(Message::text("x".repeat(20_000))).await;
    assert_eq!(large.closed().await, 1009);
}

#[tokio::test]
async fn pages_of_other_origins_open_no_socket() {
    let server = listening(Limits::default()).await;

    let foreign = connect(&server, &[PROTOCOL, ("origin", "https://evil.example.org")]).await;
    let own = connect(&server, &[PROTOCOL, ("origin", &format!("http://{}", server.address))]).await;

    assert!(matches!(foreign, Err(tungstenite::Error::Http(response)) if response.status() == 403));
    assert!(own.is_ok());
}

#[tokio::test]
async fn there_are_so_many_places_and_one_is_free_again_when_its_socket_ends() {
    let server = listening(Limits { streams: 1, ..Limits::default() }).await;
    let first = open(&server).await;

    let second = connect(&server, &[PROTOCOL]).await;

    assert!(matches!(second, Err(tungstenite::Error::Http(response)) if response.status() == 503));
    drop(first);
    let until = Instant::now() + LONG;
    while connect(&server, &[PROTOCOL]).await.is_err() {
        assert!(Instant::now() < until, "the place is never free");
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn everybody_has_so_many_places_whatever_proxy_they_come_through() {
    let limits = Limits { streams_of_one: 1, ..Limits::default() };
    let proxy_header = Some(HeaderName::from_static("x-forwarded-for"));
    let server = listening_as(HttpConfig { limits, proxy_header, ..HttpConfig::default() }).await;
    let from = async |address| connect(&server, &[PROTOCOL, ("x-forwarded-for", address)]).await;

    let _first = from("192.0.2.1").await.unwrap();
    let again = from("198.51.100.7, 192.0.2.1").await;
    let other = from("192.0.2.1, 192.0.2.2").await;

    assert!(matches!(again, Err(tungstenite::Error::Http(response)) if response.status() == 429));
    assert!(other.is_ok());
}

#[tokio::test]
async fn a_proxy_on_this_machine_that_names_nobody_is_not_one_reader() {
    let server = listening(Limits { streams_of_one: 1, ..Limits::default() }).await;

    let _first = open(&server).await;

    assert!(connect(&server, &[PROTOCOL]).await.is_ok());
}

#[tokio::test]
async fn what_breaks_while_a_secret_is_looked_up_is_not_the_fault_of_the_secret() {
    let server = listening(Limits::default()).await;
    let mut socket = socket(&server).await;
    server.app.db.clone().close().await.unwrap();

    socket.say(&json!({ "type": "connection_init", "payload": { "authorization": "Bearer chs_x" } })).await;

    assert_eq!(socket.closed().await, 1011);
}

#[tokio::test]
async fn who_is_silent_is_asked_and_who_does_not_answer_is_let_go() {
    let server = listening(Limits { ping_time: SHORT, idle_time: SHORT * 5, ..Limits::default() }).await;
    let mut there = open(&server).await;
    let mut silent = open(&server).await;
    silent.subscribe("1", "subscription { every(millis: 60000) }").await;

    // A client answers pings while it reads; the silent one does not read, and its connection ends.
    assert_eq!(there.closed().await, 1000);
    sleep(SHORT * 3).await;
    let mut last = Ok(());
    for _ in 0..20 {
        last = silent.0.send(Message::text(r#"{"type":"pong"}"#)).await;
        sleep(Duration::from_millis(20)).await;
    }
    assert!(last.is_err(), "the silent one is still there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_busy_stream_starves_nobody() {
    let server = listening(Limits::default()).await;
    let mut socket = open(&server).await;
    socket.subscribe("busy", "subscription { busy }").await;
    for ticker in 0..8 {
        socket.subscribe(&ticker.to_string(), "subscription { every(millis: 20) }").await;
    }

    let mut heard: HashMap<String, usize> = HashMap::new();
    let until = Instant::now() + Duration::from_secs(3);
    while Instant::now() < until {
        let message = socket.heard().await;
        *heard.entry(message["id"].as_str().unwrap().to_owned()).or_default() += 1;
    }

    for ticker in 0..8 {
        let count = heard.get(&ticker.to_string()).copied().unwrap_or_default();
        assert!(count >= 30, "ticker {ticker} was heard {count} times: {heard:?}");
    }
    assert!(heard["busy"] >= 30, "{heard:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_is_let_go_and_nothing_is_heaped_up_for_them() {
    let server = listening(Limits { write_time: SHORT * 2, ..Limits::default() }).await;
    let mut slow = open(&server).await;
    slow.subscribe("busy", "subscription { busy }").await;

    sleep(SHORT * 4).await;
    let said = server.resolved.0.load(Ordering::Relaxed);
    sleep(SHORT).await;

    assert_eq!(server.resolved.0.load(Ordering::Relaxed), said, "it still speaks");
    // What the system's own buffers hold, and the few that wait.
    assert!(said < 5_000, "{said} messages of 10 kB were made for who reads none");
    let mut others = open(&server).await;
    others.subscribe("1", "{ __typename }").await;
    assert_eq!(others.heard().await["type"], "next");
}
