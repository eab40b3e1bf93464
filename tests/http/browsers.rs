//! What browsers are told, and which pages may ask.

use axum::http::{Method, StatusCode};
use congress_highlights::http::{HttpConfig, origin};

use crate::desk::Desk;

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let desk = Desk::open().await;

    for uri in [
        "/",
        "/graphql?query=%7B__typename%7D",
        "/graphql",
        "/health/live",
        "/nothing",
        "/media/nothing",
        "/playground",
    ] {
        let reply = desk.get(uri, &[]).await;
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{uri}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{uri}");
        assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{uri}");
        assert!(reply.header("content-security-policy").unwrap().contains("default-src"), "{uri}");
    }
}

#[tokio::test]
async fn pages_of_other_origins_may_not_ask() {
    let desk = Desk::open().await;

    let asked = desk.get("/graphql?query=%7B__typename%7D", &[("origin", "https://elsewhere.example")]).await;
    let ahead = preflight(&desk, "https://elsewhere.example").await;

    assert_eq!(asked.header("access-control-allow-origin"), None);
    assert_eq!(ahead, None);
}

#[tokio::test]
async fn pages_of_allowed_origins_may() {
    let allowed_origins =
        vec![origin("https://app.example").unwrap(), origin("http://localhost:3000").unwrap()];
    let desk = Desk::with(HttpConfig { allowed_origins, ..HttpConfig::default() }).await;

    assert_eq!(preflight(&desk, "https://app.example").await.as_deref(), Some("https://app.example"));
    assert_eq!(preflight(&desk, "http://localhost:3000").await.as_deref(), Some("http://localhost:3000"));
    assert_eq!(preflight(&desk, "https://app.example.evil.example").await, None);
    assert_eq!(preflight(&desk, "null").await, None);
}

async fn preflight(desk: &Desk, from: &str) -> Option<String> {
    let headers = [
        ("origin", from),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let reply = desk.without_body(Method::OPTIONS, "/graphql", &headers).await;
    reply.header("access-control-allow-origin").map(str::to_owned)
}

#[tokio::test]
async fn pages_of_allowed_origins_may_read_what_they_need_to_go_on() {
    let allowed_origins = vec![origin("https://app.example").unwrap()];
    let desk = Desk::with(HttpConfig { allowed_origins, ..HttpConfig::default() }).await;

    let reply = desk.get("/graphql?query=%7B__typename%7D", &[("origin", "https://app.example")]).await;

    let exposed = reply.header("access-control-expose-headers").unwrap();
    for name in ["upload-offset", "upload-length", "content-range", "idempotent-replayed", "retry-after"] {
        assert!(exposed.split(',').any(|one| one.trim() == name), "{name}: {exposed}");
    }
}

#[test]
fn an_origin_is_a_scheme_and_a_host() {
    for right in ["https://app.example", "http://localhost:3000"] {
        assert_eq!(origin(right).unwrap(), right);
    }
    for wrong in [
        "*",
        "app.example",
        "https://",
        "https://app.example/",
        "https://*.example",
        "https://a@b",
        "ftp://a",
        "null",
    ] {
        assert!(origin(wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn a_browser_is_shown_the_page_and_a_program_the_addresses() {
    let desk = Desk::open().await;

    let browser = desk.get("/", &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).await;
    let program = desk.get("/", &[("accept", "*/*")]).await;

    assert_eq!(browser.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.header("location"), Some("/playground"));
    assert_eq!(program.text, r#"{"graphql":"/graphql","playground":"/playground"}"#);
}
