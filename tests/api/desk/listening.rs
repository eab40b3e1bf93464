//! A service on a port, and who listens to it: over a socket, or to events.

use std::{net::SocketAddr, time::Duration};

use congress_highlights::{
    app::App,
    http::{HttpConfig, Server, serve},
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};
use tokio_util::sync::CancellationToken;

/// Longer than anything that is waited for.
const LONG: Duration = Duration::from_secs(30);

/// In which nothing is to happen: longer than the outbox is left alone.
const QUIET: Duration = Duration::from_millis(1_200);

/// A service on a port.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    pub(crate) stop: CancellationToken,
    pub(crate) running: JoinHandle<std::io::Result<()>>,
}

impl Listening {
    pub(crate) async fn begin(app: App) -> Self {
        let server = Server::of_contract(app, HttpConfig::default()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let running = tokio::spawn(serve(listener, server, stop.clone()));
        Self { address, stop, running }
    }

    pub(crate) async fn socket(&self, secret: Option<&str>) -> Socket {
        let mut socket = self.connect(&[]).await.unwrap();
        let payload = secret.map(|secret| json!({ "authorization": format!("Bearer {secret}") }));
        socket.open(payload).await;
        socket
    }

    /// Connects as a browser would, with headers of its own.
    pub(crate) async fn connect(&self, headers: &[(&'static str, &str)]) -> Result<Socket, Error> {
        let mut request = format!("ws://{}/graphql", self.address).into_client_request().unwrap();
        for (name, value) in [&[("sec-websocket-protocol", "graphql-transport-ws")], headers].concat() {
            request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        }
        Ok(Socket(connect_async(request).await?.0))
    }

    /// Listens to the events of a document, from a cursor if one is given.
    pub(crate) async fn events(&self, secret: Option<&str>, document: &str, since: Option<&str>) -> Events {
        let response = self.ask_for_events(secret, document, since).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Events { response, text: String::new() }
    }

    pub(crate) async fn ask_for_events(
        &self,
        secret: Option<&str>,
        document: &str,
        since: Option<&str>,
    ) -> reqwest::Response {
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let mut request = reqwest::Client::new()
            .post(format!("http://{}/graphql", self.address))
            .header("accept", "text/event-stream")
            .json(&json!({ "query": document }));
        if let Some(secret) = secret {
            request = request.bearer_auth(secret);
        }
        if let Some(cursor) = since {
            request = request.header("last-event-id", cursor);
        }
        request.send().await.unwrap()
    }
}

/// A client of a socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub(crate) async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    pub(crate) async fn open(&mut self, payload: Option<Value>) {
        self.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(self.heard().await["type"], "connection_ack");
    }

    pub(crate) async fn subscribe(&mut self, id: &str, document: &str, variables: Value) {
        let payload = json!({ "query": document, "variables": variables });
        self.say(json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    /// Gives what was subscribed to the time to begin: nothing tells when it has.
    pub(crate) async fn settled(&mut self) {
        tokio::time::sleep(QUIET / 2).await;
    }

    /// The next message of the protocol.
    pub(crate) async fn heard(&mut self) -> Value {
        loop {
            match timeout(LONG, self.0.next())
                .await
                .expect("nothing is heard")
                .expect("it is closed")
                .unwrap()
            {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The data of the next answer.
    pub(crate) async fn data(&mut self) -> Value {
        let mut heard = self.heard().await;
        assert_eq!((&heard["type"], heard["payload"].get("errors")), (&json!("next"), None), "{heard}");
        heard["payload"]["data"].take()
    }

    /// The code of the error that ends an operation.
    pub(crate) async fn failure(&mut self) -> Value {
        let mut heard = self.heard().await;
        assert_eq!(heard["type"], "error", "{heard}");
        heard["payload"][0]["extensions"]["code"].take()
    }

    pub(crate) async fn is_quiet(&mut self) -> bool {
        timeout(QUIET, self.heard()).await.is_err()
    }

    /// The code it is closed with.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match timeout(LONG, self.0.next()).await.expect("it stays open").unwrap().unwrap() {
                Message::Close(frame) => return frame.unwrap().code.into(),
                Message::Text(text) => panic!("{text}"),
                _ => {}
            }
        }
    }
}

/// A client of an answer made of events.
pub(crate) struct Events {
    response: reqwest::Response,
    text: String,
}

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    pub(crate) data: String,
}

impl Events {
    /// The next one; none once the answer has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let mut lines = event.lines();
                    lines.find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()))
                };
                let (name, id, data) = (field("event:"), field("id:"), field("data:"));
                let rest = rest.to_owned();
                self.text = rest;
                if let Some(name) = name {
                    return Some(Event { name, id, data: data.unwrap_or_default() });
                }
                continue;
            }
            let part = timeout(LONG, self.response.chunk()).await.expect("nothing is heard").ok()??;
            self.text.push_str(std::str::from_utf8(&part).unwrap());
        }
    }

    /// The data of the next answer, and its id.
    pub(crate) async fn data(&mut self) -> (Value, String) {
        let event = self.next().await.expect("it has ended");
        let mut answer: Value = serde_json::from_str(&event.data).unwrap();
        assert_eq!((event.name.as_str(), answer.get("errors")), ("next", None), "{answer}");
        (answer["data"].take(), event.id.expect("an event has a cursor"))
    }

    pub(crate) async fn is_quiet(&mut self) -> bool {
        timeout(QUIET, self.next()).await.is_err()
    }
}
