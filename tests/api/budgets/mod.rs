//! Statement budgets: a page costs the same number of statements whatever it holds, and
//! `docs/statements.md` says how many.

use std::sync::OnceLock;

use congress_highlights::statements;
use entity::account::Role;
use sea_orm::Iterable;
use serde_json::{Value, json};

use crate::desk::{Cast, Desk, slide};

/// A meeting whose every list holds this many.
fn congress(size: usize) -> Cast {
    let mut cast = Cast::default()
        .topic("blood")
        .person("ada")
        .person("bob")
        .writer("noor")
        .add("sources", "paper", json!({ "kind": "journal", "title": "A paper" }))
        .add("organisations", "school", json!({ "name": "School" }))
        .add("podcast-series", "talks", json!({ "title": "Talks", "language": "en" }))
        .trial("t", json!({ "registrations": [{ "registry": "clinical_trials_gov", "number": "NCT00000001" }] }))
        .meeting("m", json!({
            "writers": ["noor"], "topics": ["blood"], "sources": ["paper"],
            "organisations": [{ "organisation": "school", "role": "organiser" }],
            "statements": [{ "kind": "welcome", "text": "Hello." }, { "kind": "objective", "verb": "learn", "text": "more." }],
        }));
    for number in 0..size {
        cast = cast
            .person(&format!("p-{number}"))
            .add("references", &format!("r-{number}"), json!({ "kind": "journal_article", "year": "2021" }))
            .add(
                "sessions",
                &format!("s-{number}"),
                json!({ "meeting": "m", "position": number + 1, "kind": "oral", "name": "S" }),
            )
            .lecture(&format!("l-{number}"), "m", lecture(number))
            .summary(&format!("s-{number}"), summary(number))
            .episode(
                &format!("e-{number}"),
                json!({
                    "series": "talks", "lecture": format!("l-{number}"), "meeting": "m", "topics": ["blood"],
                    "people": [{ "person": if number < 50 { "ada" } else { "bob" }, "role": "host" }],
                    "transcript": [{ "start_ms": 0, "end_ms": 9, "text": "Hello." }],
                }),
            );
    }
    cast
}

fn lecture(number: usize) -> Value {
    let outcome = json!({
        "slug": format!("o-{number}"), "endpoint": "survival", "endpoint_kind": "time_to_event",
        "endpoint_rank": "primary", "stage": "published", "analysis_set": "unknown", "trial": "t",
        "reference": format!("r-{number}"), "data_cutoff": "2020",
        "arms": [{ "arm": "one", "size": number }], "sources": ["paper"],
    });
    json!({
        "session": format!("s-{number}"), "abstract_number": format!("{number}"), "trials": ["t"], "topics": ["blood"],
        "outcomes": [outcome], "sources": ["paper"],
        "people": [{ "person": "ada", "role": "speaker" }, { "person": format!("p-{number}"), "role": "presenter" }],
        "references": [{ "reference": format!("r-{number}"), "role": "later_publication" }],
    })
}

fn summary(number: usize) -> Value {
    json!({
        "lecture": format!("l-{number}"), "writers": ["noor"], "topics": ["blood"], "sources": ["paper"],
        "take_home_messages": [{ "text": "Remember.", "outcomes": [format!("o-{number}")] }],
        "references": [{ "reference": format!("r-{number}"), "role": "cited" }],
        "slides": [slide(&format!("slide-{number}"))],
    })
}

/// What a reader opens: its name in `docs/statements.md`, its document, its statements.
struct Operation(&'static str, &'static str, u64);

const OPERATIONS: [Operation; 8] = [
    Operation("summary", include_str!("summary.graphql"), 12),
    Operation("feed", include_str!("feed.graphql"), 3),
    Operation("feed with bodies", include_str!("feed-with-bodies.graphql"), 4),
    Operation("meeting with its lectures", include_str!("meeting.graphql"), 14),
    Operation("timeline of a trial", include_str!("trial.graphql"), 7),
    Operation("person", include_str!("person.graphql"), 10),
    Operation("topic", include_str!("topic.graphql"), 9),
    Operation("podcasts", include_str!("podcasts.graphql"), 3),
];

/// Keeps the cast of many: it takes a while to write.
fn many() -> &'static Cast {
    static MANY: OnceLock<Cast> = OnceLock::new();
    MANY.get_or_init(|| congress(200))
}

/// The most objects a list of the answer holds.
fn longest(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(longest).max().unwrap_or_default().max(items.len()),
        Value::Object(fields) => fields.values().map(longest).max().unwrap_or_default(),
        _ => 0,
    }
}

#[tokio::test]
async fn every_page_costs_what_is_written_down_however_much_it_holds() {
    let few = Desk::with(congress(2)).await;
    let many = Desk::with(many().clone()).await;

    let mut costs = Vec::new();
    for Operation(name, document, _) in &OPERATIONS {
        let (small, of_few) = few.cost_of(document, json!({})).await;
        let (large, of_many) = many.cost_of(document, json!({})).await;
        assert!(*name == "summary" || longest(&large) >= 10 * longest(&small), "{name} holds no more");
        costs.push((*name, of_few, of_many));
    }

    assert_eq!(costs, OPERATIONS.map(|Operation(name, _, cost)| (name, cost, cost)));
}

#[tokio::test]
async fn every_role_costs_the_same_and_one_to_find_out_who_asks() {
    let desk = Desk::with(congress(2)).await;

    for role in Role::iter() {
        let viewer = desk.signed_in(&format!("{role:?}@example.org"), &[role]).await;
        for Operation(name, document, cost) in &OPERATIONS {
            let (seen, own) = viewer.cost_of(document, json!({})).await;
            assert_eq!(own, cost + 1, "{name} as {role:?}");
            assert_eq!(seen, desk.tell(document).await, "{name} as {role:?}");
        }
    }
}

#[tokio::test]
async fn what_is_refused_or_asked_of_the_contract_costs_no_more_than_finding_out_who_asks() {
    let desk = Desk::open().await;
    let analyst = desk.signed_in("noor@example.org", &[Role::Analyst]).await;

    let asked = "{ __schema { types { name } } }";
    assert_eq!((desk.cost_of(asked, json!({})).await.1, analyst.cost_of(asked, json!({})).await.1), (0, 1));
    let refused = "{ summaries { totalCount } manuscripts { totalCount } }";
    let (reply, cost) = statements::counted(desk.reply(refused, json!({}))).await;
    assert_eq!((cost, reply.get("data")), (0, None));
    let (reply, cost) = statements::counted(analyst.reply(refused, json!({}))).await;
    assert_eq!((cost, reply.get("data")), (1, None));
}

#[test]
fn the_budgets_are_written_down() {
    let told = include_str!("../../../docs/statements.md");

    for Operation(name, _, cost) in OPERATIONS {
        assert!(told.contains(&format!("| {name} | {cost} |")), "{name}: {cost}");
    }
}

#[tokio::test]
async fn a_count_costs_a_statement_only_when_it_is_asked_for() {
    let desk = Desk::with(congress(2)).await;

    let (_, without) = desk.cost_of("{ summaries { nodes { slug } } }", json!({})).await;
    let (_, with) = desk.cost_of("{ summaries { nodes { slug } totalCount } }", json!({})).await;
    let counts =
        "{ meetings { nodes { lectures { totalCount } } } topics { nodes { lectures { totalCount } } } }";
    let (_, along) = desk.cost_of(counts, json!({})).await;

    assert_eq!((without, with), (1, 2));
    assert_eq!(along, 6);
}

#[tokio::test]
async fn bodies_and_transcripts_are_read_only_when_they_are_shown() {
    let desk = Desk::with(congress(2)).await;
    let cost = async |fields: &str| desk.cost_of(&format!("{{ {fields} }}"), json!({})).await.1;

    assert_eq!(cost("summaries { nodes { slug title leadMessage readingMinutes } }").await, 1);
    assert_eq!(cost("summaries { nodes { slug body bodyMarkdown sections { html } } }").await, 2);
    assert_eq!(cost("podcastEpisodes { nodes { slug chapters { title } audio { url } } }").await, 1);
    assert_eq!(cost("podcastEpisodes { nodes { slug transcript { text webVtt cues { text } } } }").await, 2);
}

#[tokio::test]
async fn the_same_thing_is_asked_for_once() {
    let desk = Desk::with(congress(2)).await;

    let (_, cost) = desk
        .cost_of(
            "{ a: meeting(by: { slug: \"m\" }) { name } b: meeting(by: { slug: \"m\" }) { slug } }",
            json!({}),
        )
        .await;

    assert_eq!(cost, 1);
}
