//! Files that are sent again.

use axum::http::StatusCode;
use serde_json::json;

use super::LONGEST;
use crate::{
    desk::{Desk, MORNING},
    manuscript::Team,
    media::{Reply, body, files, operations, part},
};

async fn sent(desk: &Desk, key: &str, bytes: &[u8]) -> Reply {
    let parts = [
        operations(&json!({ "file": null })),
        part("map", "", br#"{"a":["variables.file"]}"#),
        part("a", "; filename=\"a\"", bytes),
    ];
    desk.post_parts(body(&parts), &[("graphql-require-preflight", "1"), ("idempotency-key", key)]).await
}

#[tokio::test]
async fn the_key_of_one_picture_does_for_no_other() {
    let team = Team::meet().await;
    let (one, another) = (files::png(64, 64), files::png(64, 65));

    let first = sent(&team.noor, "key", &one).await;
    let again = sent(&team.noor, "key", &one).await;
    let other = sent(&team.noor, "key", &another).await;

    assert_eq!(first.json()["data"]["mediaUpload"]["problems"], json!([]));
    assert_eq!((again.header("idempotent-replayed"), &again.bytes), (Some("true"), &first.bytes));
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text());
}

#[tokio::test]
async fn a_picture_that_was_taken_in_before_the_program_died_is_known() {
    let team = Team::meet().await;
    let picture = files::png(64, 64);
    let first = sent(&team.noor, "key", &picture).await;
    team.die(false).await;

    team.public.set_clock(MORNING + LONGEST);
    let again = sent(&team.noor, "key", &picture).await;

    let id = first.json()["data"]["mediaUpload"]["media"]["id"].take();
    let error = again.json()["errors"][0]["extensions"].take();
    assert_eq!((again.status, &error["code"]), (StatusCode::CONFLICT, &json!("ALREADY_DONE")));
    assert_eq!(error["done"], json!([{ "deed": "MEDIA_UPLOAD", "id": id }]));
}
