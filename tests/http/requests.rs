//! What is read of a request, by POST and by GET.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::json;

use crate::desk::{Desk, NEWER, PLAIN, encoded};

#[tokio::test]
async fn a_question_is_answered() {
    let desk = Desk::open().await;

    let reply = desk.ask(r#"{ meeting(by: {slug: "ash-2020"}) { slug id } }"#).await;

    assert_eq!(reply.text, r#"{"data":{"meeting":{"slug":"ash-2020","id":"meeting_ash-2020"}}}"#);
}

#[tokio::test]
async fn fields_are_answered_in_the_order_they_are_asked() {
    let desk = Desk::open().await;

    let reply = desk.ask("{ z: __typename slow(millis: 20) a: __typename m: __typename }").await;

    assert_eq!(reply.text, r#"{"data":{"z":"Query","slow":true,"a":"Query","m":"Query"}}"#);
}

#[tokio::test]
async fn a_question_is_answered_by_get_too() {
    let desk = Desk::open().await;
    let query = encoded("query A { a: __typename } query B($t: String!) { unicode(text: $t) }");
    let variables = encoded(r#"{"t": "Zürich 🏔"}"#);

    let reply = desk
        .get(&format!("/graphql?query={query}&operationName=B&variables={variables}&extensions={{}}"), &[])
        .await;

    assert_eq!(reply.data(), json!({ "unicode": "Zürich 🏔" }));
}

#[tokio::test]
async fn get_takes_the_operation_name_as_the_draft_spells_it() {
    let desk = Desk::open().await;
    let query = encoded("query A { a: __typename } query B { b: __typename }");

    let right = desk.get(&format!("/graphql?query={query}&operationName=B"), &[]).await;
    let other = desk.get(&format!("/graphql?query={query}&operation_name=B"), &[("accept", NEWER)]).await;

    assert_eq!(right.data(), json!({ "b": "Query" }));
    other.is_refused("BAD_USER_INPUT");
}

#[tokio::test]
async fn a_mutation_is_never_run_by_get() {
    let desk = Desk::open().await;
    let mutation = encoded(r#"query Q { __typename } mutation M { rename(title: "no") }"#);

    let reply = desk.get(&format!("/graphql?query={mutation}&operationName=M"), &[]).await;

    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(reply.header("allow"), Some("POST"));
    assert_eq!(reply.refusal().0, "BAD_USER_INPUT");
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn the_chosen_operation_decides_whether_get_may_run_it() {
    let desk = Desk::open().await;
    let document = encoded(r#"query Q { __typename } mutation M { rename(title: "no") }"#);

    let reply = desk.get(&format!("/graphql?query={document}&operationName=Q"), &[]).await;

    assert_eq!(reply.data(), json!({ "__typename": "Query" }));
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn a_mutation_in_a_kept_document_is_not_run_by_get_either() {
    let desk = Desk::open().await;
    let mutation = r#"mutation { rename(title: "once") }"#;
    desk.ask(mutation).await;

    let reply = desk.get(&format!("/graphql?query={}", encoded(mutation)), &[]).await;

    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(desk.done(), ["once"]);
}

#[tokio::test]
async fn a_subscription_is_refused_on_both_ways() {
    let desk = Desk::open().await;

    let by_get = desk.get(&format!("/graphql?query={}", encoded("subscription { ticks }")), &[]).await;
    let by_post = desk.ask("subscription { ticks }").await;

    assert_eq!(by_get.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(
        by_post.is_refused("BAD_USER_INPUT"),
        "A subscription is answered as text/event-stream, or over a WebSocket."
    );
}

#[tokio::test]
async fn a_body_of_another_type_is_not_read() {
    let desk = Desk::open().await;
    let body = r#"{"query": "mutation { rename(title: \"forged\") }"}"#;

    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/mixed; boundary=x",
        "application/json; charset=utf-16",
        "",
    ] {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from(body))
            .unwrap();
        let reply = desk.send(request).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{content_type}");
        assert_eq!(reply.refusal().0, "BAD_USER_INPUT");
    }
    let without = desk.send(Request::post("/graphql").body(Body::from(body)).unwrap()).await;

    assert_eq!(without.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn a_body_that_is_not_a_request_is_refused_with_a_sentence() {
    let desk = Desk::open().await;
    let wrong: &[(&str, &str)] = &[
        ("", "The body is empty; it must be a JSON object with a query in it."),
        ("nonsense", "The body is not a JSON object with a query in it."),
        ("\"{ __typename }\"", "The body is not a JSON object with a query in it."),
        ("{", "The body cannot be read as JSON: something is wrong near line 1, column 1."),
        ("{}", "There is no query."),
        (r#"{"query": null}"#, "There is no query."),
        (r#"{"query": 7}"#, "The query must be a string."),
        (r#"{"query": {"a": 1}}"#, "The query must be a string."),
        (r#"{"query": "{ __typename }", "operationName": 7}"#, "The operationName must be a string."),
        (r#"{"query": "{ __typename }", "variables": "{}"}"#, "The variables must be an object."),
        (r#"{"query": "{ __typename }", "variables": []}"#, "The variables must be an object."),
        (r#"{"query": "{ __typename }", "extensions": "x"}"#, "The extensions must be an object."),
    ];

    for (body, sentence) in wrong {
        for accept in [NEWER, PLAIN] {
            let reply = desk.post(accept, *body).await;
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
            assert_eq!(reply.refusal(), ("BAD_USER_INPUT".to_owned(), (*sentence).to_owned()), "{body}");
        }
    }
}

#[tokio::test]
async fn what_is_null_or_unknown_beside_the_query_does_no_harm() {
    let desk = Desk::open().await;

    let reply = desk
        .post(NEWER, r#"{"query": "{ __typename }", "variables": null, "operationName": null, "extensions": null, "more": [1]}"#)
        .await;

    assert_eq!(reply.data(), json!({ "__typename": "Query" }));
}

#[tokio::test]
async fn a_body_that_is_not_utf8_is_refused() {
    let desk = Desk::open().await;

    let reply = desk.post(NEWER, b"{\"query\": \"{ __typename } # \xff\"}".to_vec()).await;

    assert_eq!(reply.is_refused("BAD_USER_INPUT"), "The body is not UTF-8.");
}

#[tokio::test]
async fn a_query_string_that_is_not_a_request_is_refused_with_a_sentence() {
    let desk = Desk::open().await;
    let query = encoded("{ __typename }");

    for (uri, sentence) in [
        ("/graphql".to_owned(), "There is no query."),
        (format!("/graphql?query={query}&query={query}"), "The query is given twice."),
        (format!("/graphql?query={query}&variables=7"), "The variables must be an object."),
        (format!("/graphql?query={query}&extensions=7"), "The extensions must be an object."),
    ] {
        let reply = desk.get(&uri, &[("accept", NEWER)]).await;
        assert_eq!(reply.is_refused("BAD_USER_INPUT"), sentence, "{uri}");
    }
}

#[tokio::test]
async fn an_operation_must_be_chosen_among_several() {
    let desk = Desk::open().await;
    let several = "query A { a: __typename } query B { b: __typename }";

    let unnamed = desk.ask(several).await;
    let unknown = desk.post(NEWER, json!({ "query": several, "operationName": "C" }).to_string()).await;
    let named = desk.post(NEWER, json!({ "query": several, "operationName": "B" }).to_string()).await;

    unnamed.is_refused("BAD_USER_INPUT");
    unknown.is_refused("BAD_USER_INPUT");
    assert_eq!(named.data(), json!({ "b": "Query" }));
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    let desk = Desk::open().await;

    let reply = desk.without_body(axum::http::Method::DELETE, "/graphql", &[]).await;

    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(reply.header("allow"), Some("POST,GET,HEAD"));
    assert_eq!(reply.refusal().0, "BAD_USER_INPUT");
}

#[tokio::test]
async fn an_address_where_nothing_is_says_so() {
    let desk = Desk::open().await;

    let reply = desk.get("/graphq", &[]).await;

    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.refusal().0, "NOT_FOUND");
}

/// The SHA-256 of `{ __typename }`.
const HASH: &str = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b";

fn persisted(query: Option<&str>, hash: &str) -> String {
    json!({ "query": query, "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } })
        .to_string()
}

#[tokio::test]
async fn a_document_that_was_sent_once_may_be_named_by_its_hash() {
    let desk = Desk::open().await;

    let unknown = desk.post(NEWER, persisted(None, HASH)).await;
    let sent = desk.post(NEWER, persisted(Some("{ __typename }"), HASH)).await;
    let named = desk.post(NEWER, persisted(None, HASH)).await;
    let extensions = encoded(&format!(r#"{{"persistedQuery": {{"version": 1, "sha256Hash": "{HASH}"}}}}"#));
    let by_get = desk.get(&format!("/graphql?extensions={extensions}"), &[]).await;

    assert_eq!(unknown.is_refused("PERSISTED_QUERY_NOT_FOUND"), "PersistedQueryNotFound");
    for reply in [sent, named, by_get] {
        assert_eq!(reply.data(), json!({ "__typename": "Query" }));
    }
}

#[tokio::test]
async fn a_hash_of_another_document_is_refused() {
    let desk = Desk::open().await;

    desk.post(NEWER, persisted(Some("{ __typename  }"), HASH)).await.is_refused("BAD_USER_INPUT");
    desk.post(NEWER, persisted(Some("{ __typename }"), "xyz")).await.is_refused("BAD_USER_INPUT");
    desk.post(NEWER, persisted(None, HASH)).await.is_refused("PERSISTED_QUERY_NOT_FOUND");
}

#[tokio::test]
async fn a_mutation_is_not_run_by_get_with_its_hash_alone() {
    let desk = Desk::open().await;
    let mutation = r#"mutation { rename(title: "once") }"#;
    let hash = sha256(mutation);
    desk.post(NEWER, persisted(Some(mutation), &hash)).await.data();

    let extensions = encoded(&format!(r#"{{"persistedQuery": {{"version": 1, "sha256Hash": "{hash}"}}}}"#));
    let reply = desk.get(&format!("/graphql?extensions={extensions}"), &[]).await;

    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(desk.done(), ["once"]);
}

#[tokio::test]
async fn an_invalid_document_is_not_kept_under_its_hash() {
    let desk = Desk::open().await;
    let hash = sha256("{ nothing }");

    desk.post(NEWER, persisted(Some("{ nothing }"), &hash)).await.is_refused("BAD_USER_INPUT");

    desk.post(NEWER, persisted(None, &hash)).await.is_refused("PERSISTED_QUERY_NOT_FOUND");
}

fn sha256(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
