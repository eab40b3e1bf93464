//! Requests meant to hurt. Each is refused with one sentence that names the limit, and soon; while
//! they come in, others are answered.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use axum::{body::Body, http::StatusCode};
use futures_util::stream;
use serde_json::{Value, json};

use crate::desk::{Desk, NEWER, Reply, many};

/// Generous, for a slow machine and a build that is not optimised.
const SOON: Duration = Duration::from_secs(2);

/// Asks, and sees that the refusal names a limit, and comes soon.
#[track_caller]
fn is_limited(reply: &Reply, limit: &str) {
    assert!(!reply.is_refused("LIMIT_EXCEEDED").is_empty());
    let extensions = &reply.json()["errors"][0]["extensions"];
    assert_eq!(extensions["limit"], limit, "{}", reply.text);
    assert!(extensions["allowed"].is_u64(), "{}", reply.text);
    assert!(reply.text.len() < 600, "{}", reply.text);
}

async fn asked_soon(desk: &Desk, query: &str) -> Reply {
    let begun = Instant::now();
    let reply = desk.ask(query).await;
    assert!(begun.elapsed() < SOON, "{:?} for {:.60}", begun.elapsed(), query);
    reply
}

#[tokio::test]
async fn fragments_that_double_each_other_are_refused() {
    let desk = Desk::open().await;
    let mut query = "{ ...f0 }".to_owned();
    for at in 0..40 {
        write!(query, " fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1).unwrap();
    }
    query.push_str(" fragment f40 on Query { __typename }");

    let reply = asked_soon(&desk, &query).await;

    is_limited(&reply, "nesting");
}

#[tokio::test]
async fn fragments_that_double_within_the_allowed_nesting_are_refused() {
    let desk = Desk::open().await;
    for leaf in ["__typename", "...nothing ...nothing", "__schema { queryType { name } }"] {
        let mut query = "{ ...f0 }".to_owned();
        for at in 0..20 {
            write!(query, " fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1).unwrap();
        }
        write!(query, " fragment f20 on Query {{ {leaf} }}").unwrap();

        let reply = asked_soon(&desk, &query).await;

        is_limited(&reply, "selections");
        assert!(reply.json()["errors"][0]["locations"][0]["line"].is_u64());
    }
}

#[tokio::test]
async fn fragments_nobody_uses_are_measured_too() {
    let desk = Desk::open().await;
    let mut query = "{ __typename }".to_owned();
    for at in 0..25 {
        write!(query, " fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1).unwrap();
    }
    query.push_str(" fragment f25 on Query { ...nothing }");

    is_limited(&asked_soon(&desk, &query).await, "selections");
}

#[tokio::test]
async fn fragments_that_use_themselves_are_refused_and_do_not_turn_for_ever() {
    let desk = Desk::open().await;

    for query in [
        "{ ...a } fragment a on Query { ...a ...a ...a }",
        "{ ...a } fragment a on Query { ...b ...b } fragment b on Query { ...c ...c } fragment c on Query { ...a ...a }",
        "{ meeting(by: {slug: \"a\"}) { ...m } } fragment m on Meeting { series { ...m series { ...m } } }",
    ] {
        let reply = asked_soon(&desk, query).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.text);
        assert_eq!(reply.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{}", reply.text);
    }
}

#[tokio::test]
async fn a_long_chain_of_fragments_does_not_exhaust_the_stack() {
    let desk = Desk::open().await;
    let mut query = "{ ...f0 }".to_owned();
    for at in 0..500 {
        write!(query, " fragment f{at} on Query {{ ...f{} }}", at + 1).unwrap();
    }

    is_limited(&asked_soon(&desk, &query).await, "nesting");
}

#[tokio::test]
async fn thousands_of_aliases_are_refused() {
    let desk = Desk::open().await;
    let aliases = many(2_000, |at| format!("a{at}:echo "));

    is_limited(&asked_soon(&desk, &format!("{{ {aliases} }}")).await, "aliases");
    assert_eq!(desk.resolved(), 0);
}

#[tokio::test]
async fn twenty_thousand_aliases_are_too_long_a_document() {
    let desk = Desk::open().await;
    let aliases = many(20_000, |at| format!("a{at}:echo "));

    is_limited(&asked_soon(&desk, &format!("{{ {aliases} }}")).await, "documentBytes");
}

#[tokio::test]
async fn a_field_repeated_thousands_of_times_is_refused() {
    let desk = Desk::open().await;

    is_limited(&asked_soon(&desk, &format!("{{ {} }}", "echo ".repeat(4_000))).await, "rootFields");
    let nested = format!(
        r#"{{ meeting(by: {{slug: "a"}}) {{ ...f ...f ...f }} }} fragment f on Meeting {{ {} }}"#,
        "id ".repeat(2_000)
    );
    is_limited(&asked_soon(&desk, &nested).await, "selections");
    assert_eq!(desk.resolved(), 0);
}

#[tokio::test]
async fn depth_is_refused_and_shown() {
    let desk = Desk::open().await;
    let nested = |depth: usize| {
        format!(
            "{{ meeting(by: {{slug: \"a\"}}) {{ {}id{} }} }}",
            "series { ".repeat(depth),
            " }".repeat(depth)
        )
    };

    let too_deep = asked_soon(&desk, &nested(25)).await;
    let far_too_deep = asked_soon(&desk, &nested(500)).await;
    let deep_enough = asked_soon(&desk, &nested(18)).await;

    is_limited(&too_deep, "depth");
    assert_eq!(too_deep.json()["errors"][0]["extensions"]["asked"], 27);
    is_limited(&far_too_deep, "nesting");
    deep_enough.data();
}

#[tokio::test]
async fn inline_fragments_within_each_other_are_refused() {
    let desk = Desk::open().await;
    for depth in [40, 60, 500, 6_000] {
        let query = format!("{}__typename{}", "{ ... ".repeat(depth), "}".repeat(depth));
        let reply = asked_soon(&desk, &format!("{{ {query} }}")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{depth}: {}", reply.text);
        assert_eq!(
            reply.json()["errors"][0]["extensions"]["code"],
            "LIMIT_EXCEEDED",
            "{depth}: {}",
            reply.text
        );
    }
}

#[tokio::test]
async fn thousands_of_directives_are_refused() {
    let desk = Desk::open().await;

    let on_one = format!("{{ __typename {} }}", "@skip(if:false)".repeat(1_000));
    let unknown = format!("{{ __typename {} }}", "@a".repeat(4_000));
    let in_variable = format!("query ($v: Int {}) {{ echo(number: $v) }}", "@a".repeat(1_000));

    for query in [on_one, unknown, in_variable] {
        is_limited(&asked_soon(&desk, &query).await, "directives");
    }
    is_limited(
        &asked_soon(&desk, &format!("{{ __typename {} }}", "@a ".repeat(20_000))).await,
        "documentBytes",
    );
}

#[tokio::test]
async fn a_million_braces_are_refused() {
    let desk = Desk::open().await;

    let in_the_body = desk.post(NEWER, json!({ "query": "{".repeat(1_000_000) }).to_string()).await;
    let in_the_document = asked_soon(&desk, &"{".repeat(32_000)).await;
    let fields = asked_soon(&desk, &"{a".repeat(16_000)).await;

    let few = asked_soon(&desk, &"{a".repeat(400)).await;

    assert_eq!(in_the_body.status, StatusCode::PAYLOAD_TOO_LARGE);
    is_limited(&in_the_document, "tokens");
    is_limited(&fields, "tokens");
    is_limited(&few, "nesting");
}

#[tokio::test]
async fn deep_lists_and_objects_are_refused_wherever_they_stand() {
    let desk = Desk::open().await;
    let lists = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let objects = format!("{}1{}", "{a:".repeat(5_000), "}".repeat(5_000));

    for query in [
        format!("{{ echo(texts: {lists}) }}"),
        format!("{{ echo(texts: {objects}) }}"),
        format!("query ($v: Int = {lists}) {{ echo(number: $v) }}"),
        format!("query ($v: {lists}) {{ echo(number: $v) }}"),
        format!("{{ __typename @skip(if: {lists}) }}"),
        format!("{{ echo(texts: {}", "[".repeat(30_000)),
    ] {
        let reply = asked_soon(&desk, &query).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.text);
        assert_eq!(reply.json()["errors"].as_array().unwrap().len(), 1, "{}", reply.text);
    }
}

#[tokio::test]
async fn deep_variables_are_refused() {
    let desk = Desk::open().await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(30_000), "}".repeat(30_000));

    for variables in [format!(r#"{{"v": {deep}}}"#), format!(r#"{{"v": {objects}}}"#)] {
        let body =
            format!(r#"{{"query": "query ($v: Int) {{ echo(number: $v) }}", "variables": {variables}}}"#);
        desk.post(NEWER, body).await.is_refused("BAD_USER_INPUT");
    }
}

#[tokio::test]
async fn too_many_tokens_are_refused() {
    let desk = Desk::open().await;

    is_limited(&asked_soon(&desk, &format!("{{ echo(texts: [{}]) }}", "1 ".repeat(12_000))).await, "tokens");
    is_limited(&asked_soon(&desk, &"!".repeat(32_000)).await, "tokens");
}

#[tokio::test]
async fn nonsense_of_any_length_is_refused_soon() {
    let desk = Desk::open().await;

    for nonsense in [
        "\u{0}",
        "é",
        "\"",
        "\"\"\"",
        "#",
        "...",
        "fragment ",
        "query ",
        "a ",
        "$",
        "\\u",
        "😀",
        "{}",
        "@",
        ")",
        "1.",
        "query($a:Int=",
        ",",
        "\u{feff}",
    ] {
        let reply = asked_soon(&desk, &nonsense.repeat(32_000 / nonsense.len())).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{nonsense}: {:.200}", reply.text);
        assert!(reply.text.len() < 20_000, "{nonsense}: {}", reply.text.len());
    }
}

#[tokio::test]
async fn huge_numbers_and_texts_do_no_harm() {
    let desk = Desk::open().await;
    let digits = "9".repeat(30_000);

    for query in [
        format!("{{ echo(number: {digits}) }}"),
        format!("{{ echo(number: -{digits}) }}"),
        format!("{{ echo(float: {digits}.0) }}"),
        format!("{{ echo(float: 1e{digits}) }}"),
        format!("{{ meetings(first: {digits}) {{ nodes {{ id }} }} }}"),
    ] {
        let reply = asked_soon(&desk, &query).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{:.200}", reply.text);
        assert!(reply.text.len() < 2_000);
    }
    let text = asked_soon(&desk, &format!("{{ unicode(text: \"{}\") }}", "x".repeat(30_000))).await;
    assert_eq!(text.data()["unicode"].as_str().unwrap().len(), 30_000);
}

#[tokio::test]
async fn pages_that_multiply_are_refused() {
    let desk = Desk::open().await;
    let thrice = "{ meetings(first: 100) { nodes { meetings(first: 100) { edges { node { meetings(first: 100) { nodes { id } } } } } } } }";
    let by_variable = "query ($n: Int) { meetings(first: $n) { nodes { meetings(first: $n) { nodes { meetings(first: $n) { nodes { id } } } } } } }";
    let by_default = "{ meetings { nodes { meetings { nodes { meetings { nodes { meetings { nodes { meetings { nodes { id } } } } } } } } } } }";
    let twice = "{ meetings(first: 100) { nodes { meetings(first: 100) { nodes { id } } } } }";

    let reply = desk.ask(thrice).await;
    is_limited(&reply, "objects");
    assert_eq!(reply.json()["errors"][0]["locations"], json!([{ "line": 1, "column": 3 }]));
    is_limited(&desk.ask_with(by_variable, json!({ "n": 100 })).await, "objects");
    is_limited(&desk.ask(by_default).await, "objects");
    desk.ask_with(by_variable, json!({ "n": 2 })).await.data();
    desk.ask(twice).await.data();
}

#[tokio::test]
async fn the_same_value_asked_for_over_and_over_is_counted_each_time() {
    let desk = Desk::open().await;
    let query = format!(
        "{{ meetings(first: 100) {{ nodes {{ meetings(first: 100) {{ nodes {{ {} }} }} }} }} }}",
        "id ".repeat(1_000)
    );

    is_limited(&asked_soon(&desk, &query).await, "values");
}

#[tokio::test]
async fn introspection_that_multiplies_is_refused_and_what_tools_ask_is_answered() {
    let desk = Desk::open().await;
    let turns =
        format!("{{ __schema {{ types {{ {}name{} }} }} }}", "fields { type { ".repeat(6), " } }".repeat(6));

    let reply = asked_soon(&desk, &turns).await;

    is_limited(&reply, "objects");
    let stock = include_str!("introspection.graphql");
    let answer = desk.ask(stock).await.data();
    assert!(answer["__schema"]["types"].as_array().unwrap().len() > 10);
}

#[tokio::test]
async fn a_batch_is_refused() {
    let desk = Desk::open().await;
    let one = json!({ "query": r#"mutation { rename(title: "no") }"# });

    for many in [0, 1, 2, 3_000] {
        let reply = desk.post(NEWER, Value::from(vec![one.clone(); many]).to_string()).await;
        is_limited(&reply, "operations");
    }
    assert!(desk.done().is_empty());
}

#[tokio::test]
async fn a_body_is_measured_while_it_arrives() {
    let desk = Desk::open().await;
    let part = Ok::<_, std::io::Error>(" ".repeat(64 * 1024));
    let endless = stream::repeat_with(move || Ok::<_, std::io::Error>(part.as_ref().unwrap().clone()));

    let reply = desk.post(NEWER, Body::from_stream(endless)).await;

    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.refusal().0, "LIMIT_EXCEEDED");
}

#[tokio::test]
async fn thirty_megabytes_are_refused() {
    let desk = Desk::open().await;

    let reply = desk.post(NEWER, json!({ "query": "x".repeat(30_000_000) }).to_string()).await;

    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.refusal().0, "LIMIT_EXCEEDED");
}

#[tokio::test]
async fn a_query_string_is_measured_too() {
    let desk = Desk::open().await;

    let reply = desk.get(&format!("/graphql?query={}", "x".repeat(60_000)), &[]).await;

    assert_eq!(reply.status, StatusCode::URI_TOO_LONG);
    assert_eq!(reply.refusal().0, "LIMIT_EXCEEDED");
}

#[tokio::test]
async fn what_is_refused_is_not_kept() {
    let desk = Desk::open().await;

    for _ in 0..3 {
        desk.ask("{ nothing }").await.is_refused("BAD_USER_INPUT");
        desk.ask(&format!("{{ {} }}", "a:echo ".repeat(300))).await.is_refused("LIMIT_EXCEEDED");
    }

    assert_eq!(desk.resolved(), 0);
}

#[tokio::test]
async fn others_are_answered_meanwhile() {
    let desk = Desk::open().await;
    let hostile = format!("{{ {} }}", "a:echo ".repeat(300));

    let ((), answers) = futures_util::join!(
        async {
            for _ in 0..50 {
                desk.ask(&hostile).await.is_refused("LIMIT_EXCEEDED");
                tokio::task::yield_now().await;
            }
        },
        async {
            let mut answers = 0;
            for _ in 0..50 {
                desk.ask("{ __typename }").await.data();
                answers += 1;
                tokio::task::yield_now().await;
            }
            answers
        }
    );

    assert_eq!(answers, 50);
}
