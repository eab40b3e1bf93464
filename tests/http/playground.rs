//! The interactive page. `tests/clients/playground.mjs` opens it in a real browser.

use std::io::Read;

use axum::http::StatusCode;
use congress_highlights::http::HttpConfig;

use crate::desk::Desk;

#[tokio::test]
async fn the_page_names_only_files_of_this_server() {
    let desk = Desk::open().await;
    let page = desk.get("/playground", &[]).await;

    let links = page.text.split('"').filter(|part| part.starts_with('/') || part.contains("://"));
    let links: Vec<_> = links.collect();

    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(links.len(), 5, "{links:?}");
    for link in links {
        let file = desk.get(link, &[]).await;
        assert_eq!(file.status, StatusCode::OK, "{link}");
        assert!(file.bytes.len() > 100, "{link}");
    }
}

#[tokio::test]
async fn the_page_may_use_only_what_comes_from_here() {
    let desk = Desk::open().await;

    let policy = desk.get("/playground", &[]).await.header("content-security-policy").unwrap().to_owned();

    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe-eval") && !policy.contains("http"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
}

#[tokio::test]
async fn a_file_is_sent_packed_to_who_takes_it_and_once() {
    let desk = Desk::open().await;
    let uri = "/playground/graphiql-4.1.2.min.js";

    let plain = desk.get(uri, &[]).await;
    let packed = desk.get(uri, &[("accept-encoding", "br, gzip")]).await;
    let refused = desk.get(uri, &[("accept-encoding", "gzip;q=0")]).await;
    let again = desk
        .get(uri, &[("accept-encoding", "gzip"), ("if-none-match", packed.header("etag").unwrap())])
        .await;

    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(refused.header("content-encoding"), None);
    assert_ne!(packed.header("etag"), plain.header("etag"));
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());
    assert!(plain.header("cache-control").unwrap().contains("immutable"));
}

#[tokio::test]
async fn it_opens_with_examples() {
    let desk = Desk::open().await;

    let examples = desk.get("/playground/examples.json", &[]).await.json();

    assert!(examples.as_array().unwrap().len() > 2);
    assert!(examples[0]["query"].as_str().unwrap().contains("ash-2020"));
}

#[tokio::test]
async fn it_can_be_switched_off() {
    let desk = Desk::with(HttpConfig { playground: false, ..HttpConfig::default() }).await;

    let page = desk.get("/playground", &[]).await;
    let home = desk.get("/", &[("accept", "text/html")]).await;

    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(home.text, r#"{"graphql":"/graphql"}"#);
}
