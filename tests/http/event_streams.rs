//! Answers as events: `graphql-sse`, distinct connections.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::desk::{Desk, Reply, encoded};

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
