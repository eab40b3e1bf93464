//! What was built on something that changed wants a second look.

use serde_json::{Value, json};

use crate::{
    desk::{Cast, Desk, slide},
    manuscript::{DRAFT, Team, step},
};

const FLAGS: &str = "{ flags(where: { isOpen: true }) { totalCount nodes {
  id kind subject { __typename ... on Summary { slug } ... on PodcastEpisode { slug } } notice { kind } summary { slug }
} } }";

async fn flags(desk: &Desk) -> Value {
    desk.tell(FLAGS).await["flags"].take()
}

#[tokio::test]
async fn all_that_was_built_on_a_summary_is_flagged_when_a_notice_is_issued_on_it() {
    let cast = Cast::default()
        .meeting_on("spring", "2021-05-01")
        .lecture("talk", "spring", json!({}))
        .lecture("another-talk", "spring", json!({}))
        .summary("told", json!({ "lecture": "talk", "slides": [slide("shown")] }))
        .summary("told-too", json!({ "lecture": "talk", "slides": [slide("shown-too")] }))
        .summary("elsewhere", json!({ "lecture": "another-talk", "slides": [slide("shown-elsewhere")] }))
        .episode("heard", json!({ "lecture": "talk" }))
        .episode("heard-elsewhere", json!({ "lecture": "another-talk" }))
        .newsletter("sent", json!({ "items": [{ "summary": "told" }] }))
        .newsletter("sent-too", json!({ "items": [{ "summary": "elsewhere" }] }));
    let public = Desk::with(cast).await;
    let eve = public.signed_in("eve@example.org", &[entity::account::Role::Editor]).await;
    let told = public.tell("{ summary(by: { slug: \"told\" }) { id } }").await;
    let issue = "mutation($summary: ID!) { noticeIssue(summary: $summary, input: {
      kind: RETRACTION, reason: \"A test.\", issuer: \"The desk\"
    }) { problems { code } } }";
    eve.ask(issue, json!({ "summary": told["summary"]["id"] })).await;

    let flags = "{ flags { nodes { kind subject {
      ... on KeySlide { slug } ... on Newsletter { slug } ... on PodcastEpisode { slug } ... on Summary { slug }
    } } } }";
    let mut told = eve.tell(flags).await["flags"]["nodes"].take();

    told.as_array_mut().unwrap().sort_by_key(|flag| flag["subject"]["slug"].to_string());
    let flag = |slug: &str| json!({ "kind": "BUILT_ON_NOTICE", "subject": { "slug": slug } });
    assert_eq!(told, json!([flag("heard"), flag("sent"), flag("shown"), flag("told-too")]));
}

#[tokio::test]
async fn a_flag_is_settled_once_and_seen_by_the_desk_alone() {
    let team = Team::meet().await;
    let before = flags(&team.eve).await["totalCount"].as_i64().unwrap();
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");
    let summary =
        team.public.tell("{ summary(by: { slug: \"asciminib\" }) { id } }").await["summary"]["id"].take();
    let issue = "mutation($summary: ID!) { noticeIssue(summary: $summary, input: {
      kind: EXPRESSION_OF_CONCERN, reason: \"A test.\", issuer: \"The desk\"
    }) { problems { code } } }";
    team.eve.ask(issue, json!({ "summary": summary })).await;

    let told = flags(&team.eve).await;

    let nodes: Vec<&Value> =
        told["nodes"].as_array().unwrap().iter().filter(|flag| flag["kind"] == "BUILT_ON_NOTICE").collect();
    assert_eq!(told["totalCount"].as_i64().unwrap(), before + i64::try_from(nodes.len()).unwrap());
    assert_eq!(nodes[0]["notice"], json!({ "kind": "EXPRESSION_OF_CONCERN" }));
    assert_eq!(nodes[0]["summary"], json!({ "slug": "asciminib" }));

    let settle = "mutation($id: ID!, $note: String!) { flagSettle(id: $id, note: $note) { flag { note settledAt settledBy { name } } problems { code message path } } }";
    let flag = &nodes[0]["id"];
    let refused = team.eve.ask(settle, json!({ "id": flag, "note": " " })).await;
    assert_eq!(refused["flagSettle"]["problems"][0]["code"], "NO_NOTE");
    let done = team.eve.ask(settle, json!({ "id": flag, "note": "Still right." })).await;
    assert_eq!(
        done["flagSettle"]["flag"],
        json!({ "note": "Still right.", "settledAt": "2021-05-08T09:00:00Z", "settledBy": { "name": "eve@example.org" } })
    );
    let again = team.eve.ask(settle, json!({ "id": flag, "note": "Other words." })).await;
    let settled = json!([{ "code": "SETTLED", "message": "It was settled already.", "path": ["id"] }]);
    assert_eq!(again["flagSettle"]["problems"], settled);
    assert_eq!(again["flagSettle"]["flag"], done["flagSettle"]["flag"]);
    assert_eq!(
        flags(&team.noor).await["totalCount"].as_i64(),
        told["totalCount"].as_i64().map(|count| count - 1)
    );

    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(team.public.ask(node, json!({ "id": flag })).await["node"], Value::Null);
    assert_eq!(team.public.refusal(FLAGS, json!({})).await.0, "UNAUTHENTICATED");
}

/// A lecture that showed a result, and what became of it later.
fn shown(later: &[Value]) -> Cast {
    let mut outcomes = vec![outcome("shown", "presented", json!({}))];
    outcomes.extend(later.iter().cloned());
    Cast::default().meeting_on("spring", "2021-05-01").trial("test", json!({})).lecture(
        "talk",
        "spring",
        json!({ "trials": ["test"], "outcomes": outcomes }),
    )
}

fn told(later: &[Value]) -> Cast {
    let messages = json!([{ "text": "A test.", "outcomes": ["shown"] }]);
    shown(later).summary("told", json!({ "lecture": "talk", "take_home_messages": messages }))
}

/// A result, but for what is said of it.
fn outcome(slug: &str, stage: &str, said: Value) -> Value {
    let mut outcome = json!({
        "slug": slug, "endpoint": "overall survival", "endpoint_kind": "time_to_event", "endpoint_rank": "primary",
        "stage": stage, "analysis_set": "intention_to_treat", "trial": "test", "measure": "hazard_ratio", "effect": "0.70",
        "p_operator": "less", "p_value": "0.05",
    });
    let Value::Object(said) = said else { panic!("{said} is not said field by field") };
    outcome.as_object_mut().unwrap().extend(said);
    outcome
}

fn published(said: Value) -> Value {
    outcome("later", "published", said)
}

#[tokio::test]
async fn the_desk_is_told_when_a_result_is_published_with_other_figures() {
    let public = Desk::with(told(&[])).await;
    let eve = public.signed_in("eve@example.org", &[entity::account::Role::Editor]).await;
    for alike in [json!({}), json!({ "effect": "0.7", "p_value": "0.050" })] {
        public.bring(told(&[published(alike)])).await;
        assert_eq!(flags(&eve).await["totalCount"], 0);
    }

    public.bring(told(&[published(json!({ "effect": "0.74" }))])).await;
    public.bring(told(&[published(json!({ "effect": "0.75" }))])).await;

    let told = flags(&eve).await;
    assert_eq!(told["totalCount"], 1);
    assert_eq!(told["nodes"][0]["kind"], "RESULT_DIFFERS");
    assert_eq!(told["nodes"][0]["subject"], json!({ "__typename": "Outcome" }));
    assert_eq!(told["nodes"][0]["summary"], json!({ "slug": "told" }));
}

#[tokio::test]
async fn another_measure_or_another_sign_is_another_result() {
    for other in [json!({ "measure": "odds_ratio" }), json!({ "p_operator": "equal" })] {
        let public = Desk::with(told(&[published(other)])).await;
        let eve = public.signed_in("eve@example.org", &[entity::account::Role::Editor]).await;
        assert_eq!(flags(&eve).await["totalCount"], 1);
    }
}

#[tokio::test]
async fn what_is_released_after_a_result_was_published_otherwise_is_flagged_at_once() {
    let team = Team::meet().await;
    team.public.bring(shown(&[published(json!({ "effect": "0.74" }))])).await;
    let document = "{ lecture(by: { slug: \"talk\" }) { id outcomes { id stage } } }";
    let mut talk = team.public.tell(document).await["lecture"].take();
    let results = talk["outcomes"].as_array().unwrap();
    let shown = results.iter().find(|result| result["stage"] == "PRESENTED").unwrap()["id"].clone();
    let team = Team { lecture: talk["id"].take(), presenters: Vec::new(), ..team };
    let mut input = team.input("Too late");
    input["takeHomeMessages"] = json!([{ "text": "A test.", "outcomes": [shown] }]);
    input["references"] =
        team.public.tell("{ references(first: 1) { nodes { id } } }").await["references"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reference| reference["id"].clone())
            .collect();
    let done = team.noor.ask(DRAFT, json!({ "lecture": team.lecture, "input": input })).await;
    let id = &done["manuscriptDraft"]["manuscript"]["id"];
    step(&team.noor, "Submit", id, 1, "").await;
    step(&team.ruth, "Approve", id, 1, "").await;
    let before = flags(&team.eve).await["totalCount"].as_i64().unwrap();

    assert_eq!(step(&team.eve, "Release", id, 1, "").await, "PUBLISHED");

    let told = flags(&team.eve).await;
    assert_eq!(told["totalCount"].as_i64(), Some(before + 1));
    let is_it = |flag: &&Value| flag["summary"]["slug"] == "too-late";
    let raised: Vec<&Value> = told["nodes"].as_array().unwrap().iter().filter(is_it).collect();
    assert_eq!(raised.iter().map(|flag| &flag["kind"]).collect::<Vec<_>>(), ["RESULT_DIFFERS"]);
}
