//! Answers as events: `graphql-sse`, distinct connections.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use congress_highlights::{http::HttpConfig, limits::Limits, viewer::Peer};
use serde_json::json;
use tower::ServiceExt;

use crate::{
    desk::{Desk, Reply, encoded},
    once,
};

const EVENTS: &str = "text/event-stream";

async fn posted(desk: &Desk, query: &str) -> Reply {
    desk.post(EVENTS, json!({ "query": query }).to_string()).await
}

const TICKS: &str = "event: next\ndata: {\"data\":{\"ticks\":0}}\n\nevent: next\ndata: {\"data\":{\"ticks\":1}}\n\n\
                     event: next\ndata: {\"data\":{\"ticks\":2}}\n\nevent: complete\ndata: \ndata: \n\n";

#[tokio::test]
async fn a_subscription_is_a_list_of_events_that_is_not_packed() {
    let desk = Desk::open().await;
    let body = json!({ "query": "subscription { ticks }" }).to_string();
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, EVENTS)
        .header(header::ACCEPT_ENCODING, "gzip");

    let by_post = desk.send(request.body(Body::from(body)).unwrap()).await;
    let uri = format!("/graphql?query={}", encoded("subscription { ticks }"));
    let by_get = desk.get(&uri, &[("accept", EVENTS)]).await;

    for reply in [by_post, by_get] {
        assert_eq!((reply.status, reply.text.as_str()), (StatusCode::OK, TICKS));
        assert_eq!(reply.header("content-type"), Some(EVENTS));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("content-encoding"), None);
    }
}

#[tokio::test]
async fn the_field_of_a_subscription_may_stand_in_a_fragment() {
    let desk = Desk::open().await;

    let reply =
        posted(&desk, "subscription { ...All } fragment All on Ticks { ... on Ticks { ticks } }").await;

    assert_eq!(reply.text, TICKS);
}

#[tokio::test]
async fn a_query_and_a_mutation_are_one_event() {
    let desk = Desk::open().await;

    let query = posted(&desk, "{ __typename }").await;
    let mutation = posted(&desk, r#"mutation { rename(title: "once") }"#).await;

    assert_eq!(
        query.text,
        "event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata: \ndata: \n\n"
    );
    assert!(mutation.text.contains("\"rename\":true"), "{}", mutation.text);
    assert_eq!(desk.done(), ["once"]);
}

#[tokio::test]
async fn what_is_refused_is_refused_before_the_events_begin() {
    let desk = Desk::open().await;
    let mutation = format!("/graphql?query={}", encoded(r#"mutation { rename(title: "forged") }"#));

    let by_get = desk.without_body(Method::GET, &mutation, &[("accept", EVENTS)]).await;

    assert_eq!(by_get.status, StatusCode::METHOD_NOT_ALLOWED);
    for query in ["{ nothing }", "subscription { nothing }", "subscription { ticks more: ticks }"] {
        posted(&desk, query).await.is_refused("BAD_USER_INPUT");
    }
    assert_eq!(desk.done(), [""; 0]);
}

#[tokio::test]
async fn what_breaks_ends_the_events_and_tells_no_secret() {
    let desk = Desk::open().await;

    let reply = posted(&desk, "subscription { breaks }").await;

    assert!(reply.text.starts_with("event: next\ndata: {\"data\":{\"breaks\":0}}\n\n"), "{}", reply.text);
    assert!(reply.text.contains("INTERNAL") && !reply.text.contains("secret"), "{}", reply.text);
    assert!(reply.text.ends_with("event: complete\ndata: \ndata: \n\n"), "{}", reply.text);
}

fn request(query: &str) -> Request<Body> {
    Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, EVENTS)
        .body(Body::from(json!({ "query": query }).to_string()))
        .unwrap()
}

#[tokio::test]
async fn a_key_that_would_do_nothing_is_refused() {
    let desk = Desk::open().await;
    let mut once = request(r#"mutation { rename(title: "once") }"#);
    once.headers_mut().insert("idempotency-key", header::HeaderValue::from_static("8e03978e"));

    let message = desk.send(once).await.is_refused("BAD_USER_INPUT");

    assert!(message.contains("Idempotency-Key"), "{message}");
    assert_eq!(desk.done(), [""; 0]);
}

const LISTENING: &str = "subscription { every(millis: 20) }";

/// Listens from an address: the status, and the answer as long as it is held.
async fn from(desk: &Desk, address: &str) -> (StatusCode, Body) {
    let mut request = request(LISTENING);
    request.extensions_mut().insert(Peer(address.parse().unwrap()));
    let (parts, body) = desk.router.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status, body)
}

#[tokio::test]
async fn there_are_so_many_streams_for_one_network() {
    let limits = Limits { streams_of_one: 1, ..Limits::default() };
    let desk = Desk::with(HttpConfig { limits, ..HttpConfig::default() }).await;

    let first = from(&desk, "2001:db8::1").await;

    assert_eq!(first.0, StatusCode::OK);
    assert_eq!(from(&desk, "2001:db8::2").await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from(&desk, "192.0.2.1").await.0, StatusCode::OK);
    drop(first);
    assert_eq!(from(&desk, "2001:db8::2").await.0, StatusCode::OK);
}

#[tokio::test]
async fn there_are_so_many_streams_for_one_account_wherever_it_is() {
    let desk = once::open(Limits { streams_of_one: 1, ..Limits::default() }).await;
    let listen = async |address: &str| {
        let mut request = request(LISTENING);
        let shown = format!("Bearer {}", once::SECRET).parse().unwrap();
        request.headers_mut().insert(header::AUTHORIZATION, shown);
        request.extensions_mut().insert(Peer(address.parse().unwrap()));
        desk.router.clone().oneshot(request).await.unwrap()
    };

    let first = listen("192.0.2.1").await;
    let second = listen("192.0.2.2").await;

    assert_eq!((first.status(), second.status()), (StatusCode::OK, StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(from(&desk, "192.0.2.1").await.0, StatusCode::OK, "its address is another holder");
}
