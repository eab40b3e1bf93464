//! What readers write to the committee.

use axum::{
    body::Body,
    http::{Request, header},
};
use congress_highlights::{audit::verify, viewer::Peer};
use entity::account::Role;
use serde_json::{Value, json};

use crate::desk::{Cast, Desk, MORNING};

const SEND: &str = "mutation($input: FeedbackInput!) {
  feedbackSend(input: $input) {
    feedback { id kind text state outcome replyTo about { id } } retryAt problems { code path }
  }
}";

const ANSWER: &str = "mutation($id: ID!, $input: FeedbackAnswerInput!) {
  feedbackAnswer(id: $id, input: $input) { feedback { state outcome answeredAt } problems { code path } }
}";

const HOUR: i64 = 3_600_000_000;

async fn send(desk: &Desk, input: Value) -> Value {
    desk.ask(SEND, json!({ "input": input })).await["feedbackSend"].take()
}

async fn answer(desk: &Desk, id: &Value, input: Value) -> Value {
    desk.ask(ANSWER, json!({ "id": id, "input": input })).await["feedbackAnswer"].take()
}

fn wish(text: &str) -> Value {
    json!({ "kind": "PROGRAMME_WISH", "text": text })
}

/// A desk with a summary that is out and one that is not, by slug: its id.
async fn desk_with_summaries() -> (Desk, Value, Value) {
    let desk = Desk::with(
        Cast::default()
            .meeting_on("test-2021", "2021-04-01")
            .summary("out", json!({ "meeting": "test-2021" }))
            .summary("later", json!({ "meeting": "test-2021", "published_at": "2021-06-01T08:00:00Z" })),
    )
    .await;
    let id = "query($slug: String!) { summary(by: { slug: $slug }) { id } }";
    let out = desk.ask(id, json!({ "slug": "out" })).await["summary"]["id"].take();
    desk.set_clock(MORNING + 90 * 24 * HOUR);
    let later = desk.ask(id, json!({ "slug": "later" })).await["summary"]["id"].take();
    desk.set_clock(MORNING);
    (desk, out, later)
}

#[tokio::test]
async fn who_wrote_while_signed_in_lists_what_became_of_it_and_nobody_elses() {
    let (desk, ..) = desk_with_summaries().await;
    let eve = desk.signed_in("eve@example.org", &[Role::Editor]).await;
    let rita = desk.signed_in("rita@example.org", &[Role::Writer]).await;
    let own = "{ myFeedback { totalCount nodes { text state outcome replyTo } } }";
    send(&desk, wish("A stranger's.")).await;
    let first = send(&rita, wish("Rita's.")).await["feedback"]["id"].take();
    send(&eve, wish("Eve's.")).await;

    answer(&eve, &first, json!({ "state": "DECLINED", "outcome": "Not in time." })).await;

    let told = rita.tell(own).await["myFeedback"].take();
    let declined =
        json!({ "text": "Rita's.", "state": "DECLINED", "outcome": "Not in time.", "replyTo": null });
    assert_eq!(told, json!({ "totalCount": 1, "nodes": [declined] }));
    let open = "{ myFeedback(where: { state: { eq: RECEIVED } }) { nodes { text } } }";
    assert_eq!(rita.tell(open).await["myFeedback"]["nodes"], json!([]));
    assert_eq!(eve.tell(own).await["myFeedback"]["nodes"][0]["text"], "Eve's.");
    assert_eq!(desk.refusal(own, json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn anybody_writes_and_editors_answer() {
    let (desk, out, _) = desk_with_summaries().await;
    let eve = desk.signed_in("eve@example.org", &[Role::Editor]).await;

    let input = json!({
        "kind": "ERROR_REPORT", "text": " The second figure is that of the other arm. <b>Test</b> ",
        "about": out, "replyTo": "reader@example.org",
    });
    let sent = send(&desk, input).await;
    assert_eq!(sent["problems"], json!([]));
    assert_eq!(sent["feedback"]["text"], "The second figure is that of the other arm. <b>Test</b>");
    assert_eq!(sent["feedback"]["about"]["id"], out);
    assert_eq!(
        (&sent["feedback"]["state"], &sent["feedback"]["replyTo"]),
        (&json!("RECEIVED"), &Value::Null)
    );

    let id = &sent["feedback"]["id"];
    let done = answer(&eve, id, json!({ "state": "ACTED_ON", "outcome": "The figure is corrected." })).await;
    assert_eq!(
        done,
        json!({
            "feedback": {
                "state": "ACTED_ON", "outcome": "The figure is corrected.", "answeredAt": "2021-05-08T09:00:00Z"
            },
            "problems": [],
        })
    );
    let seen = "{ feedback(where: { state: { eq: ACTED_ON }, kind: { in: [ERROR_REPORT] } }) {
      totalCount nodes { id replyTo answeredBy { name } }
    } }";
    assert_eq!(
        eve.tell(seen).await["feedback"],
        json!({ "totalCount": 1, "nodes": [{ "id": id, "replyTo": "reader@example.org", "answeredBy": { "name": "eve@example.org" } }] })
    );
    verify(desk.app.db.reader(), None).await.unwrap();
}

#[tokio::test]
async fn what_a_reader_may_not_see_is_not_there_to_write_about() {
    let (desk, _, later) = desk_with_summaries().await;
    let nothing = json!("summary_01h455vb4pex5vsknk084sn02q");
    assert_ne!(nothing, later);

    for about in [later, nothing] {
        let refused = send(&desk, json!({ "kind": "SUGGESTION", "text": "Test.", "about": about })).await;
        assert_eq!(
            refused["problems"],
            json!([{ "code": "NO_SUBJECT", "path": ["input", "about"] }]),
            "{about}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_sent_or_answered_is_told() {
    let desk = Desk::open().await;
    let eve = desk.signed_in("eve@example.org", &[Role::Editor]).await;
    for (input, code, at) in [
        (wish(" "), "NO_TEXT", "text"),
        (wish(&"x".repeat(4_001)), "NO_TEXT", "text"),
        (json!({ "kind": "SUGGESTION", "text": "Test.", "replyTo": "nowhere" }), "BAD_REPLY_TO", "replyTo"),
    ] {
        assert_eq!(send(&desk, input).await["problems"], json!([{ "code": code, "path": ["input", at] }]));
    }
    let id = send(&desk, wish(&"ö".repeat(4_000))).await["feedback"]["id"].take();

    for (input, code, at) in [
        (json!({ "state": "RECEIVED" }), "BAD_STATE", "state"),
        (json!({ "state": "DECLINED" }), "NO_OUTCOME", "outcome"),
        (json!({ "state": "ACKNOWLEDGED", "outcome": "x".repeat(2_001) }), "NO_OUTCOME", "outcome"),
    ] {
        assert_eq!(
            answer(&eve, &id, input).await["problems"],
            json!([{ "code": code, "path": ["input", at] }])
        );
    }
    let none = format!("feedback_{}", "0".repeat(26));
    let none = answer(&eve, &none.into(), json!({ "state": "ACKNOWLEDGED" })).await;
    assert_eq!(none["problems"][0]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn an_outcome_that_is_left_out_stays_and_null_clears_it() {
    let desk = Desk::open().await;
    let eve = desk.signed_in("eve@example.org", &[Role::Editor]).await;
    let id = send(&desk, wish("Test.")).await["feedback"]["id"].take();

    for (input, outcome) in [
        (json!({ "state": "ACKNOWLEDGED" }), Value::Null),
        (json!({ "state": "DECLINED", "outcome": "Not this year." }), json!("Not this year.")),
        (json!({ "state": "ACTED_ON" }), json!("Not this year.")),
        (json!({ "state": "ACKNOWLEDGED", "outcome": null }), Value::Null),
    ] {
        assert_eq!(answer(&eve, &id, input).await["feedback"]["outcome"], outcome);
    }
}

#[tokio::test]
async fn who_wrote_sees_what_became_of_it_and_others_see_nothing() {
    let desk = Desk::open().await;
    let reader = desk.signed_in("reader@example.org", &[Role::Reader]).await;
    let other = desk.signed_in("other@example.org", &[Role::Writer, Role::Reviewer, Role::Analyst]).await;
    let admin = desk.signed_in("admin@example.org", &[Role::Admin]).await;
    let own = json!({ "kind": "SUGGESTION", "text": "Test.", "replyTo": "reader@example.org" });
    let id = send(&reader, own).await["feedback"]["id"].take();
    let seen = "query($id: ID!) { node(id: $id) { ... on Feedback { text replyTo account { email } } } }";
    let by = json!({ "email": "reader@example.org" });

    for (who, expected) in [
        (&reader, json!({ "text": "Test.", "replyTo": "reader@example.org", "account": by })),
        (&admin, json!({ "text": "Test.", "replyTo": null, "account": by })),
        (&other, Value::Null),
        (&desk, Value::Null),
    ] {
        assert_eq!(who.ask(seen, json!({ "id": id })).await["node"], expected);
    }
    let list = "{ feedback { totalCount } }";
    assert_eq!(desk.refusal(list, json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(other.refusal(list, json!({})).await.0, "FORBIDDEN");
    let answer = json!({ "id": id, "input": { "state": "ACKNOWLEDGED" } });
    assert_eq!(desk.refusal(ANSWER, answer.clone()).await.0, "UNAUTHENTICATED");
    assert_eq!(reader.refusal(ANSWER, answer).await.0, "FORBIDDEN");
}

#[tokio::test]
async fn ten_in_an_hour_are_enough_from_one() {
    let desk = Desk::open().await;
    let reader = desk.signed_in("reader@example.org", &[Role::Reader]).await;

    for _ in 0..10 {
        assert_eq!(send(&reader, wish("Test.")).await["problems"], json!([]));
    }
    let refused = send(&reader, wish("Test.")).await;

    assert_eq!(refused["problems"], json!([{ "code": "TOO_MUCH", "path": [] }]));
    assert_eq!(refused["retryAt"], "2021-05-08T10:00:00Z");
    assert_eq!(send(&desk, wish("Test.")).await["problems"], json!([]));
    desk.set_clock(MORNING + HOUR);
    assert_eq!(send(&reader, wish("Test.")).await["problems"], json!([]));
}

#[tokio::test]
async fn one_network_is_one_sender_however_it_asks_and_others_are_others() {
    let desk = Desk::open().await;
    let send = async |accept: &str, from: [u8; 4]| {
        let body = json!({ "query": SEND, "variables": { "input": wish("Test.") } }).to_string();
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, accept)
            .extension(Peer(from.into()));
        desk.send(request.body(Body::from(body)).unwrap()).await.text()
    };

    for sent in 0..10 {
        let accept = ["text/event-stream", "application/json"][sent % 2];
        assert!(send(accept, [192, 0, 2, 1]).await.contains(r#""problems":[]"#), "{sent}");
    }
    assert!(send("application/json", [192, 0, 2, 1]).await.contains("TOO_MUCH"));
    assert!(send("text/event-stream", [192, 0, 2, 1]).await.contains("TOO_MUCH"));
    assert!(send("text/event-stream", [192, 0, 2, 2]).await.contains(r#""problems":[]"#));
}
