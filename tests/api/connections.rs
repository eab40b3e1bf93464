//! Connections that break, are given up, or are asked for what they may not do.

use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::desk::Desk;

const FEED: &str = "{ summaries(first: 5) { nodes { slug lecture { slug session { name } } writers { name } topics { name } } } }";

#[tokio::test]
async fn a_server_that_lost_its_connections_is_asked_anew() {
    let desk = Desk::with_content().await;
    let told = desk.tell(FEED).await;

    desk.cut_off().await;

    assert_eq!(desk.tell(FEED).await, told);
    assert_eq!(desk.tell(FEED).await, told);
}

#[tokio::test]
async fn what_was_asked_by_somebody_who_left_is_not_answered_to_the_next() {
    let desk = Desk::with_content().await;
    let told = desk.tell(FEED).await;
    let others = "{ lectures(first: 50) { nodes { slug meeting { slug } presenters { name } } } }";

    for patience in 1..60 {
        let given_up = desk.reply(others, json!({}));
        drop(tokio::time::timeout(Duration::from_micros(patience * 200), given_up).await);
        assert_eq!(desk.tell(FEED).await, told);
    }
}

#[tokio::test]
async fn readers_cannot_write() {
    let desk = Desk::with_content().await;
    let reader = desk.app.db.reader();
    let take_away =
        Statement::from_string(reader.get_database_backend(), "DELETE FROM tagging RETURNING topic_id");

    let error = reader.query_all_raw(take_away).await.unwrap_err().to_string();

    assert!(error.contains("readonly") || error.contains("read-only"), "{error}");
    assert!(reader.execute_unprepared("DELETE FROM tagging").await.is_err());
}
