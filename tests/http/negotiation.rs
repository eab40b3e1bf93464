//! Which media type an answer is written in, and which status goes with it.

use axum::http::StatusCode;
use serde_json::json;

use crate::desk::{Desk, NEWER, PLAIN};

const NEWER_ANSWER: &str = "application/graphql-response+json; charset=utf-8";
const PLAIN_ANSWER: &str = "application/json; charset=utf-8";

#[tokio::test]
async fn the_answer_is_written_in_the_type_that_was_asked_for() {
    let desk = Desk::open().await;
    let body = json!({ "query": "{ __typename }" }).to_string();

    for (accept, answer) in [
        (NEWER, NEWER_ANSWER),
        (PLAIN, PLAIN_ANSWER),
        ("*/*", PLAIN_ANSWER),
        ("application/*", PLAIN_ANSWER),
        ("application/graphql-response+json;q=0.5, application/json", PLAIN_ANSWER),
        ("application/json;q=0.5, application/graphql-response+json", NEWER_ANSWER),
    ] {
        let reply = desk.post(accept, body.clone()).await;
        assert_eq!(reply.status, StatusCode::OK, "{accept}");
        assert_eq!(reply.header("content-type"), Some(answer), "{accept}");
        let vary: Vec<_> =
            reply.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(vary.join(",").contains("accept"), "{vary:?}");
    }
}

#[tokio::test]
async fn who_accepts_neither_type_is_told_which_there_are() {
    let desk = Desk::open().await;

    let reply =
        desk.post("text/html", json!({ "query": r#"mutation { rename(title: "no") }"# }).to_string()).await;

    assert_eq!(reply.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(reply.refusal().0, "BAD_USER_INPUT");
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn a_refused_document_is_400_in_the_newer_type_and_200_in_plain_json_and_has_no_data() {
    let desk = Desk::open().await;

    for query in ["{", "", "{ nothing }", "query ($v: Int!) { echo(number: $v) }", "subscription { ticks }"] {
        let body = json!({ "query": query }).to_string();
        let newer = desk.post(NEWER, body.clone()).await;
        let plain = desk.post(PLAIN, body).await;

        assert_eq!((newer.status, plain.status), (StatusCode::BAD_REQUEST, StatusCode::OK), "{query}");
        assert!(newer.json().get("data").is_none() && plain.json().get("data").is_none(), "{query}");
        assert!(newer.json()["errors"][0]["extensions"]["code"].is_string(), "{query}");
    }
}

#[tokio::test]
async fn a_field_that_fails_is_200_in_both_types() {
    let desk = Desk::open().await;

    for accept in [NEWER, PLAIN] {
        let partly = desk.post(accept, json!({ "query": "{ refuses __typename }" }).to_string()).await;
        let wholly = desk.post(accept, json!({ "query": "{ required }" }).to_string()).await;

        assert_eq!(partly.status, StatusCode::OK);
        assert_eq!(partly.json()["data"], json!({ "refuses": null, "__typename": "Query" }));
        assert_eq!(partly.json()["errors"][0]["path"], json!(["refuses"]));
        assert_eq!(wholly.status, StatusCode::OK);
        assert_eq!(wholly.json()["data"], json!(null));
    }
}

#[tokio::test]
async fn an_answer_is_not_kept_by_anyone() {
    let desk = Desk::open().await;

    let reply = desk.ask("{ __typename }").await;

    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_long_answer_is_packed_for_who_wants_it() {
    let desk = Desk::open().await;
    let request = |coding: &'static str| {
        axum::http::Request::post("/graphql")
            .header("content-type", PLAIN)
            .header("accept-encoding", coding)
            .body(json!({ "query": "{ meetings(first: 100) { nodes { id slug } } }" }).to_string().into())
            .unwrap()
    };

    let packed = desk.send(request("gzip")).await;
    let plain = desk.send(request("identity")).await;

    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(plain.header("content-encoding"), None);
    assert!(packed.bytes.len() * 3 < plain.bytes.len());
}
