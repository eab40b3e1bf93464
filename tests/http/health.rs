//! Whether the server lives, and whether it can answer.

use axum::http::StatusCode;

use crate::desk::Desk;

#[tokio::test]
async fn a_server_with_its_tables_is_ready() {
    let desk = Desk::open().await;

    assert_eq!(desk.get("/health/live", &[]).await.text, r#"{"status":"live"}"#);
    assert_eq!(desk.get("/health/ready", &[]).await.text, r#"{"status":"ready"}"#);
}

#[tokio::test]
async fn a_server_without_its_tables_lives_and_is_not_ready() {
    let desk = Desk::open().await;
    desk.app.db.unmigrate().await.unwrap();

    let live = desk.get("/health/live", &[]).await;
    let ready = desk.get("/health/ready", &[]).await;

    assert_eq!(live.status, StatusCode::OK);
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ready.json()["status"], "migrations have not been run");
}
