//! `Idempotency-Key` where a run does not come to its end as it should.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use congress_highlights::{
    account::{self, NewAccount},
    http::HttpConfig,
    limits::Limits,
};
use entity::{
    account::Role,
    token::{self, Kind, Scope},
    value::Instant,
};
use sea_orm::EntityTrait;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::desk::{Desk, NEWER, Reply};

pub(crate) const SECRET: &str = "chs_secret";

/// A desk where somebody holds the secret.
pub(crate) async fn open(limits: Limits) -> Desk {
    let desk = Desk::with(HttpConfig { limits, ..HttpConfig::default() }).await;
    let (email, name) = ("noor@example.org".to_owned(), "Noor".to_owned());
    let new = NewAccount { email, name, roles: vec![Role::Writer], writer: None, by: None };
    let added = account::add(&desk.app, new).await.unwrap();
    let id = desk.app.ids.next();
    let token = token::Model {
        id,
        account_id: added.account.id,
        kind: Kind::SignIn,
        family_id: id,
        name: None,
        scopes: vec![Scope::Read, Scope::Write].into(),
        hash: format!("{:x}", Sha256::digest(SECRET)),
        created_at: desk.app.clock.now(),
        expires_at: Instant(i64::MAX),
        replaced_at: None,
        ended_at: None,
    };
    let tx = desk.app.db.begin().await.unwrap();
    token::Entity::insert(token::ActiveModel::from(token)).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    desk
}

fn request(document: &str) -> Request<Body> {
    Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, NEWER)
        .header(header::AUTHORIZATION, format!("Bearer {SECRET}"))
        .header("idempotency-key", "\"key\"")
        .body(Body::from(json!({ "query": document }).to_string()))
        .unwrap()
}

async fn send(desk: &Desk, document: &str) -> Reply {
    desk.send(request(document)).await
}

#[tokio::test]
async fn what_took_too_long_can_be_asked_again() {
    let desk = open(Limits { operation_time: Duration::from_millis(200), ..Limits::default() }).await;
    let late = "mutation { renameLate(title: \"late\", millis: 5000) }";

    let first = send(&desk, late).await;
    let again = send(&desk, late).await;

    for reply in [first, again] {
        assert_eq!((reply.status, reply.refusal().0.as_str()), (StatusCode::GATEWAY_TIMEOUT, "TIMEOUT"));
    }
    assert_eq!(desk.done(), [""; 0]);
}

#[tokio::test]
async fn who_leaves_before_the_answer_finds_it_later() {
    let desk = open(Limits::default()).await;
    let late = "mutation { renameLate(title: \"late\", millis: 300) }";

    let left = tokio::time::timeout(Duration::from_millis(100), send(&desk, late)).await;
    assert!(left.is_err());
    let meanwhile = send(&desk, late).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let again = send(&desk, late).await;

    assert_eq!((meanwhile.status, meanwhile.header("retry-after")), (StatusCode::CONFLICT, Some("1")));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.data(), json!({ "renameLate": true }));
    assert_eq!(desk.done(), ["late"]);
}

#[tokio::test]
async fn the_answer_is_written_in_the_media_type_that_is_asked_for() {
    let desk = open(Limits::default()).await;
    let rename = "mutation { rename(title: \"once\") }";
    let first = send(&desk, rename).await;

    let mut plain = request(rename);
    plain.headers_mut().insert(header::ACCEPT, header::HeaderValue::from_static("application/json"));
    let again = desk.send(plain).await;

    assert_eq!(again.text, first.text);
    assert_eq!(again.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(desk.done(), ["once"]);
}

#[tokio::test]
async fn a_query_needs_no_key_and_two_keys_are_none() {
    let desk = open(Limits::default()).await;

    assert_eq!(
        send(&desk, "{ meeting(by: { slug: \"a\" }) { slug } }").await.header("idempotent-replayed"),
        None
    );
    let mut two = request("mutation { rename(title: \"once\") }");
    two.headers_mut().append("idempotency-key", header::HeaderValue::from_static("other"));

    assert_eq!(desk.send(two).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.done(), [""; 0]);
}

#[tokio::test]
async fn what_broke_can_be_asked_again_at_once() {
    let desk = open(Limits::default()).await;

    for _ in 0..2 {
        let reply = send(&desk, "mutation { renamePanics }").await;
        assert_eq!(
            (reply.status, reply.refusal().0.as_str()),
            (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL")
        );
        assert!(!reply.text.contains("secret"), "{}", reply.text);
    }
}

#[tokio::test]
async fn without_its_database_the_service_is_not_there_for_now() {
    let desk = open(Limits::default()).await;
    desk.app.db.clone().close().await.unwrap();

    let reply = send(&desk, "mutation { rename(title: \"once\") }").await;

    let told = (reply.status, reply.refusal().0);
    assert_eq!(told, (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE".to_owned()));
}
