//! What leaves the house when something goes wrong.

use std::time::Duration;

use axum::http::StatusCode;
use congress_highlights::{http::HttpConfig, limits::Limits};
use serde_json::json;

use crate::desk::{Desk, many};

#[tokio::test]
async fn a_panic_is_answered_with_an_id_and_nothing_else() {
    let desk = Desk::open().await;

    let reply = desk.ask("{ panics }").await;
    let next = desk.ask("{ __typename }").await;

    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!reply.text.contains("secret"), "{}", reply.text);
    assert_eq!(reply.refusal(), ("INTERNAL".to_owned(), "Something broke on our side.".to_owned()));
    assert!(reply.json()["errors"][0]["extensions"]["id"].is_string());
    assert_eq!(next.data(), json!({ "__typename": "Query" }));
}

#[tokio::test]
async fn an_error_nobody_made_for_the_public_is_masked() {
    let desk = Desk::open().await;

    for field in ["leaks", "broken"] {
        let reply = desk.ask(&format!("{{ __typename {field} }}")).await;

        assert_eq!(reply.status, StatusCode::OK);
        assert!(!reply.text.contains("SELECT"), "{}", reply.text);
        assert_eq!(reply.refusal(), ("INTERNAL".to_owned(), "Something broke on our side.".to_owned()));
        let error = &reply.json()["errors"][0];
        assert!(error["extensions"]["id"].is_string());
        assert_eq!(error["path"], json!([field]));
    }
}

#[tokio::test]
async fn an_error_made_for_the_public_keeps_its_words() {
    let desk = Desk::open().await;

    let reply = desk.ask("{ refuses }").await;

    assert_eq!(reply.refusal(), ("NOT_FOUND".to_owned(), "There is no such thing.".to_owned()));
}

#[tokio::test]
async fn a_value_a_resolver_does_not_take_is_the_callers_mistake() {
    let desk = Desk::open().await;

    let reply = desk.ask("{ echo(small: 11) }").await;

    assert_eq!(reply.status, StatusCode::OK);
    let (code, message) = reply.refusal();
    assert_eq!(code, "BAD_USER_INPUT");
    assert!(message.contains("10"), "{message}");
}

#[tokio::test]
async fn an_operation_that_takes_too_long_is_ended() {
    let limits = Limits { operation_time: Duration::from_millis(50), ..Limits::default() };
    let desk = Desk::with(HttpConfig { limits, ..HttpConfig::default() }).await;

    let reply = desk.ask("{ slow(millis: 60000) }").await;

    assert_eq!(reply.status, StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(reply.refusal().0, "TIMEOUT");
}

#[tokio::test]
async fn at_most_twenty_errors_are_listed() {
    let desk = Desk::open().await;
    let wrong = many(35, |at| format!("x{at} "));
    let failing = many(30, |at| format!("a{at}: refuses "));

    let refused = desk.ask(&format!("{{ {wrong} }}")).await;
    let failed = desk.ask(&format!("{{ {failing} }}")).await;

    assert_eq!(refused.json()["errors"].as_array().unwrap().len(), 20, "{}", refused.text);
    assert_eq!(failed.json()["errors"].as_array().unwrap().len(), 20, "{}", failed.text);
}

#[tokio::test]
async fn what_the_caller_wrote_is_not_repeated_at_length() {
    let desk = Desk::open().await;
    let long = "x".repeat(20_000);

    let named = desk.ask(&format!("{{ {long} }}")).await;
    let given = desk.ask_with("query ($v: Int) { echo(number: $v) }", json!({ "v": long })).await;

    assert!(named.text.len() < 1_000, "{}", named.text.len());
    assert!(given.text.len() < 1_000, "{}", given.text.len());
}
