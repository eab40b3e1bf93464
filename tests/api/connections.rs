//! Connections that break, are given up, or are asked for what they may not do.

use std::time::Duration;

use congress_highlights::database::Transaction;
use entity::account::Role;
use futures_util::future::try_join_all;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
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
async fn a_server_that_lost_its_connections_takes_changes_at_once() {
    let desk = Desk::open().await;
    if desk.app.db.reader().get_database_backend() != DbBackend::Postgres {
        return;
    }
    // So many changes at once that each has a connection of its own.
    let changes = || (0..8).map(|_| desk.app.db.begin());
    try_join_all(changes()).await.unwrap();

    desk.cut_off().await;

    assert_eq!(try_join_all(changes()).await.unwrap().len(), 8);
    desk.account("noor@example.org", &[Role::Writer]).await;
}

#[tokio::test]
async fn who_vanishes_in_the_middle_of_a_change_holds_nobody_up_for_long() {
    let desk = Desk::open().await;
    let (change, reading) = (desk.app.db.begin().await.unwrap(), desk.app.db.snapshot().await.unwrap());
    if change.get_database_backend() != DbBackend::Postgres {
        return;
    }

    let idle = "idle_in_transaction_session_timeout";
    assert_eq!(shown(&change, idle).await, "15s");
    assert_eq!(shown(&change, "tcp_keepalives_idle").await, "30");
    assert_eq!(shown(&reading, idle).await, "0");
    assert_eq!(shown(&reading, "statement_timeout").await, "0");
}

async fn shown(tx: &Transaction, setting: &str) -> String {
    let show = Statement::from_string(DbBackend::Postgres, format!("SHOW {setting}"));
    tx.query_one_raw(show).await.unwrap().unwrap().try_get_by_index(0).unwrap()
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
