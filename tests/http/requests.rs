//! What is read of a request, by POST and by GET.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::desk::{Desk, NEWER, PLAIN};

#[tokio::test]
async fn a_question_is_answered() {
    let desk = Desk::open().await;

    let reply = desk.ask(r#"{ meeting(by: {slug: "ash-2020"}) { slug id } }"#).await;

    assert_eq!(reply.text, r#"{"data":{"meeting":{"slug":"ash-2020","id":"meeting_ash-2020"}}}"#);
}
