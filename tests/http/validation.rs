//! What is judged before anything runs. The corpus of `tests/clients` covers every rule against
//! graphql-js; here are the faults that were seen in the engine.

use serde_json::json;

use crate::desk::{Desk, NEWER};

#[tokio::test]
async fn nothing_has_run_when_a_later_variable_is_missing() {
    let desk = Desk::open().await;

    let reply = desk
        .ask_with(r#"mutation ($t: String!) { a: rename(title: "first") b: rename(title: $t) }"#, json!({}))
        .await;

    reply.is_refused("BAD_USER_INPUT");
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn nothing_has_run_when_a_variable_does_not_fit() {
    let desk = Desk::open().await;
    let rename = r#"mutation ($f: MeetingFormat) { a: rename(title: "first") b: rename(title: "second", format: $f) }"#;

    for wrong in [json!("hybrid"), json!(1), json!({}), json!(["HYBRID"])] {
        desk.ask_with(rename, json!({ "f": wrong })).await.is_refused("BAD_USER_INPUT");
    }

    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn a_variable_of_another_type_does_not_fit() {
    let desk = Desk::open().await;

    desk.ask_with("query ($t: [String]) { unicode(text: $t) }", json!({ "t": ["a"] }))
        .await
        .is_refused("BAD_USER_INPUT");
    desk.ask_with("query ($t: String) { echo(texts: [$t]) }", json!({ "t": "a" }))
        .await
        .is_refused("BAD_USER_INPUT");
    desk.ask_with("query ($t: String) { echo(texts: [$t]) }", json!({})).await.is_refused("BAD_USER_INPUT");
}

#[tokio::test]
async fn a_variable_left_out_is_absent_and_not_null() {
    let desk = Desk::open().await;
    let query = "query ($t: String) { threeStates(text: $t) }";

    let absent = desk.ask_with(query, json!({})).await;
    let null = desk.ask_with(query, json!({ "t": null })).await;
    let set = desk.ask_with(query, json!({ "t": "x" })).await;

    assert_eq!(absent.data(), json!({ "threeStates": "absent" }));
    assert_eq!(null.data(), json!({ "threeStates": "null" }));
    assert_eq!(set.data(), json!({ "threeStates": "set" }));
}

#[tokio::test]
async fn a_variable_takes_its_default_and_a_list_takes_a_single_value() {
    let desk = Desk::open().await;

    let default =
        desk.ask("query ($n: Int = 3, $t: [String!] = \"a\") { echo(number: $n, texts: $t) }").await;
    let single = desk.ask_with("query ($t: [String!]) { echo(texts: $t) }", json!({ "t": "a" })).await;

    assert_eq!(default.data(), json!({ "echo": r#"None Some(3) None None None Some(["a"]) None"# }));
    assert_eq!(single.data(), json!({ "echo": r#"None None None None None Some(["a"]) None"# }));
}

#[tokio::test]
async fn numbers_are_taken_as_json_means_them() {
    let desk = Desk::open().await;
    let query = "query ($n: Int, $f: Float, $i: ID) { echo(number: $n, float: $f, id: $i) }";

    let variables = r#"{"n": 1.0, "f": 1152921504606846976, "i": 7}"#;
    let fits = desk.post(NEWER, format!(r#"{{"query": "{query}", "variables": {variables}}}"#)).await;

    assert_eq!(
        fits.data(),
        json!({ "echo": r#"None Some(1) Some(1.152921504606847e18) None Some(ID("7")) None None"# })
    );
    for wrong in
        [json!({ "n": 1.5 }), json!({ "n": 2_147_483_648_i64 }), json!({ "i": 1.5 }), json!({ "f": "1" })]
    {
        desk.ask_with(query, wrong).await.is_refused("BAD_USER_INPUT");
    }
}

#[tokio::test]
async fn one_misfit_is_named_by_its_path() {
    let desk = Desk::open().await;
    let query = "query ($w: MeetingWhere) { meetings(where: $w) { nodes { id } } }";

    let reply = desk.ask_with(query, json!({ "w": { "series": { "slug": { "in": ["a", 7] } } } })).await;

    assert_eq!(reply.is_refused("BAD_USER_INPUT"), "The variable $w.series.slug.in.1 must be a text.");
}

#[tokio::test]
async fn exactly_one_key_of_a_one_of_input_is_given() {
    let desk = Desk::open().await;
    let query = "query ($by: MeetingBy!) { meeting(by: $by) { slug } }";

    assert_eq!(
        desk.ask_with(query, json!({ "by": { "slug": "a" } })).await.data(),
        json!({ "meeting": { "slug": "a" } })
    );
    for wrong in [
        json!({}),
        json!({ "slug": "a", "id": "b" }),
        json!({ "slug": null }),
        json!({ "slug": "a", "id": null }),
    ] {
        desk.ask_with(query, json!({ "by": wrong })).await.is_refused("BAD_USER_INPUT");
    }
    for wrong in ["{}", r#"{slug: "a", id: "b"}"#, "{slug: null}"] {
        desk.ask(&format!("{{ meeting(by: {wrong}) {{ slug }} }}")).await.is_refused("BAD_USER_INPUT");
    }
    desk.ask_with("query ($s: String) { meeting(by: {slug: $s}) { slug } }", json!({ "s": "a" }))
        .await
        .is_refused("BAD_USER_INPUT");
}

#[tokio::test]
async fn a_key_written_twice_is_refused() {
    let desk = Desk::open().await;

    let reply = desk.ask(r#"{ meetings(where: {slug: {eq: "a", eq: "b"}}) { nodes { id } } }"#).await;

    assert_eq!(reply.is_refused("BAD_USER_INPUT"), "The key eq is written twice.");
}

#[tokio::test]
async fn a_subscription_with_two_fields_is_refused() {
    let desk = Desk::open().await;

    desk.ask("subscription { ticks more: ticks }").await.is_refused("BAD_USER_INPUT");
}

#[tokio::test]
async fn every_escape_of_a_string_is_understood() {
    let desk = Desk::open().await;

    let reply = desk.ask(r#"{ a: unicode(text: "\u{1F600}") b: unicode(text: "\uD83D\uDE00") c: unicode(text: "\"\\\/\b\f\n\r\tü") }"#).await;

    assert_eq!(reply.data(), json!({ "a": "😀", "b": "😀", "c": "\"\\/\u{8}\u{c}\n\r\tü" }));
}

#[tokio::test]
async fn the_newest_introspection_is_answered() {
    let desk = Desk::open().await;

    let reply = desk
        .ask(
            r#"{ one: __type(name: "MeetingBy") { isOneOf } all: __type(name: "MeetingWhere") { isOneOf } }"#,
        )
        .await;

    assert_eq!(reply.data(), json!({ "one": { "isOneOf": true }, "all": { "isOneOf": false } }));
}

#[tokio::test]
async fn a_mistake_is_shown_where_it_stands() {
    let desk = Desk::open().await;

    let reply = desk.ask("{\n  __typename\n  # ünï\n  nothing\n}").await;

    assert_eq!(reply.json()["errors"][0]["locations"], json!([{ "line": 4, "column": 3 }]));
}

#[tokio::test]
async fn an_error_of_a_field_is_shown_where_the_field_stands() {
    let desk = Desk::open().await;

    let reply = desk.ask("query {\n  __typename\n  ...f\n}\nfragment f on Query {\n  refuses\n}").await;

    assert_eq!(reply.json()["errors"][0]["locations"], json!([{ "line": 6, "column": 3 }]));
}

#[tokio::test]
async fn fragments_variables_and_conditions_run_as_they_were_judged() {
    let desk = Desk::open().await;
    let query = r#"
        query Q($slug: String!, $with: Boolean = false, $not: Boolean!) {
            meeting(by: {slug: $slug}) { ...facts series @include(if: $with) { slug } }
            node(id: "writer_1") { id ... on Writer { name @skip(if: $not) } ... on Meeting { slug } }
        }
        fragment facts on Meeting { aka: slug format ... { id } writers { ...one } }
        fragment one on Writer { name }
    "#;

    let reply = desk.ask_with(query, json!({ "slug": "a", "not": true, "unasked": 1 })).await;

    let expected = json!({
        "meeting": { "aka": "a", "format": "HYBRID", "id": "meeting_a", "writers": [{ "name": "Noor" }] },
        "node": { "id": "writer_1" },
    });
    assert_eq!(reply.data(), expected);
}

#[tokio::test]
async fn the_same_text_is_answered_the_same_again_and_again() {
    let desk = Desk::open().await;
    let query = "query ($t: String!) { unicode(text: $t) }";

    for text in ["a", "b", "c"] {
        assert_eq!(desk.ask_with(query, json!({ "t": text })).await.data(), json!({ "unicode": text }));
        desk.ask_with(query, json!({ "t": 7 })).await.is_refused("BAD_USER_INPUT");
    }
}
