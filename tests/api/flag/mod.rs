//! What was built on something that changed wants a second look.

use serde_json::{Value, json};

use crate::{
    desk::{Cast, Desk},
    manuscript::{Team, step},
};

const FLAGS: &str = "{ flags(where: { isOpen: true }) { totalCount nodes {
  id kind subject { __typename ... on Summary { slug } ... on PodcastEpisode { slug } } notice { kind } summary { slug }
} } }";

async fn flags(desk: &Desk) -> Value {
    desk.tell(FLAGS).await["flags"].take()
}

#[tokio::test]
async fn what_was_built_on_a_summary_is_flagged_when_a_notice_is_issued_on_it() {
    let team = Team::meet().await;
    let others = team
        .public
        .tell("{ lecture(by: { meeting: \"ash-2020\", abstractNumber: \"LBA-4\" }) { summaries { nodes { slug } } } }")
        .await;
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
    let slugs: Vec<&Value> = nodes.iter().map(|flag| &flag["subject"]["slug"]).collect();
    for other in others["lecture"]["summaries"]["nodes"].as_array().unwrap() {
        assert!(slugs.contains(&&other["slug"]), "{slugs:?} lacks {other}");
    }
    assert_eq!(nodes[0]["notice"], json!({ "kind": "EXPRESSION_OF_CONCERN" }));
    assert_eq!(nodes[0]["summary"], json!({ "slug": "asciminib" }));

    let settle = "mutation($id: ID!, $note: String!) { flagSettle(id: $id, note: $note) { flag { note settledBy { name } } problems { code } } }";
    let flag = &nodes[0]["id"];
    let refused = team.eve.ask(settle, json!({ "id": flag, "note": " " })).await;
    assert_eq!(refused["flagSettle"]["problems"][0]["code"], "NO_NOTE");
    let done = team.eve.ask(settle, json!({ "id": flag, "note": "Still right." })).await;
    assert_eq!(
        done["flagSettle"]["flag"],
        json!({ "note": "Still right.", "settledBy": { "name": "eve@example.org" } })
    );
    let again = team.eve.ask(settle, json!({ "id": flag, "note": "Other words." })).await;
    assert_eq!(again["flagSettle"]["flag"]["note"], "Still right.");
    assert_eq!(
        flags(&team.noor).await["totalCount"].as_i64(),
        told["totalCount"].as_i64().map(|count| count - 1)
    );

    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(team.public.ask(node, json!({ "id": flag })).await["node"], Value::Null);
    assert_eq!(team.public.refusal(FLAGS, json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn the_desk_is_told_when_a_result_is_published_with_other_figures() {
    let outcome = |slug: &str, stage: &str, effect: &str| {
        json!({
            "slug": slug, "endpoint": "overall survival", "endpoint_kind": "time_to_event", "endpoint_rank": "primary",
            "stage": stage, "analysis_set": "intention_to_treat", "trial": "test", "measure": "hazard_ratio", "effect": effect,
        })
    };
    let cast = |later: &[Value]| {
        let mut outcomes = vec![outcome("shown", "presented", "0.70")];
        outcomes.extend(later.iter().cloned());
        Cast::default()
            .meeting_on("spring", "2021-05-01")
            .trial("test", json!({}))
            .lecture("talk", "spring", json!({ "trials": ["test"], "outcomes": outcomes }))
            .summary("told", json!({ "lecture": "talk", "take_home_messages": [{ "text": "A test.", "outcomes": ["shown"] }] }))
    };
    let public = Desk::with(cast(&[])).await;
    let eve = public.signed_in("eve@example.org", &[entity::account::Role::Editor]).await;
    public.bring(cast(&[outcome("same", "published", "0.70")])).await;
    assert_eq!(flags(&eve).await["totalCount"], 0);

    public.bring(cast(&[outcome("same", "published", "0.74")])).await;
    public.bring(cast(&[outcome("same", "published", "0.74")])).await;

    let told = flags(&eve).await;
    assert_eq!(told["totalCount"], 1);
    assert_eq!(told["nodes"][0]["kind"], "RESULT_DIFFERS");
    assert_eq!(told["nodes"][0]["subject"], json!({ "__typename": "Outcome" }));
    assert_eq!(told["nodes"][0]["summary"], json!({ "slug": "told" }));
}
