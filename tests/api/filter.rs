//! What lists are narrowed by.

use serde_json::{Value, json};

use crate::desk::{Cast, Desk};

/// A shelf on which every operator finds something and leaves something.
fn shelf() -> Cast {
    Cast::default()
        .topic("blood")
        .topic("bone")
        .add("meeting-series", "yearly", json!({ "name": "Yearly", "kind": "congress" }))
        .writer("noor")
        .meeting("a", json!({ "series": "yearly", "short_name": "A 2020", "schedule": [{ "kind": "announced", "starts_on": "2020-12-05", "format": "virtual" }] }))
        .meeting("b", json!({ "schedule": [{ "kind": "announced", "starts_on": "2020", "format": "in_person" }] }))
        .meeting("c", json!({ "status": "cancelled", "topics": ["bone"] }))
        .lecture("one", "a", json!({ "title": "Ein Übel", "abstract_number": "1", "topics": ["blood"] }))
        .lecture("two", "a", json!({ "title": "Ein Ü", "abstract_number": "LBA-1", "kind": "plenary", "topics": ["blood", "bone"] }))
        .lecture("three", "b", json!({ "title": "Ein ÿ", "doi": "10.1000/a", "completeness": "stub" }))
        .lecture("four", "b", json!({ "title": "ein Übel", "kind": "poster", "topics": ["bone"] }))
        .summary("early", json!({ "lecture": "one", "published_at": "2021-05-01T08:00:00Z" }))
        .summary("late", json!({ "lecture": "two", "published_at": "2021-05-02T08:00:00.000001Z", "writers": ["noor", "desk"], "topics": ["blood"] }))
        .trial("with", json!({ "acronym": "WITH", "phase": "phase3", "registrations": [
            { "registry": "clinical_trials_gov", "number": "NCT03180736" }, { "registry": "eudra_ct", "number": "2016-002461-66" },
        ] }))
        .trial("without", json!({ "phase": "phase12" }))
}

async fn found(desk: &Desk, list: &str, of: &str, fits: &Value) -> Vec<String> {
    let document = format!(
        "query($where: {of}Where) {{ {list}(where: $where, orderBy: [{{ field: SLUG }}]) {{ totalCount nodes {{ slug }} }} }}"
    );
    let data = desk.ask(&document, json!({ "where": fits })).await;
    let nodes = data[list]["nodes"].as_array().unwrap();
    assert_eq!(data[list]["totalCount"], nodes.len(), "{fits}");
    nodes.iter().map(|node| node["slug"].as_str().unwrap().to_owned()).collect()
}

async fn find(desk: &Desk, list: &str, of: &str, cases: &[(Value, &[&str])]) {
    for (fits, expected) in cases {
        assert_eq!(found(desk, list, of, fits).await, *expected, "{list} where {fits}");
    }
}

#[tokio::test]
async fn texts_are_compared_letter_by_letter() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "lectures", "Lecture", &[
        (json!({ "title": { "eq": "Ein Übel" } }), &["one"]),
        (json!({ "title": { "eq": "ein übel" } }), &[]),
        (json!({ "title": { "in": ["Ein Ü", "Ein ÿ", "nowhere"] } }), &["three", "two"]),
        (json!({ "title": { "in": [] } }), &[]),
        (json!({ "title": { "prefix": "Ein " } }), &["one", "three", "two"]),
        (json!({ "title": { "prefix": "Ein Ü" } }), &["one", "two"]),
        (json!({ "title": { "prefix": "ein" } }), &["four"]),
        (json!({ "title": { "prefix": "Ein ÿ" } }), &["three"]),
        (json!({ "title": { "prefix": "" } }), &["four", "one", "three", "two"]),
        (json!({ "title": { "prefix": "%" } }), &[]),
        (json!({ "title": { "prefix": "Ein _" } }), &[]),
        (json!({ "title": { "prefix": "\u{10FFFF}" } }), &[]),
        (json!({ "title": { "prefix": "\u{D7FF}" } }), &[]),
        (json!({ "title": { "eq": "' OR '1'='1" } }), &[]),
    ])
    .await;
}

#[tokio::test]
async fn what_is_not_known_can_be_asked_for() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "lectures", "Lecture", &[
        (json!({ "abstractNumber": { "isNull": true } }), &["four", "three"]),
        (json!({ "abstractNumber": { "isNull": false } }), &["one", "two"]),
        (json!({ "doi": { "isNull": false } }), &["three"]),
        (json!({ "abstractNumber": { "isNull": null } }), &["four", "one", "three", "two"]),
        (json!({ "abstractNumber": null }), &["four", "one", "three", "two"]),
    ])
    .await;
    find(&desk, "meetings", "Meeting", &[
        (json!({ "startsOn": { "isNull": true } }), &["c"]),
        (json!({ "startsOn": { "isNull": false } }), &["a", "b"]),
        (json!({ "shortName": { "isNull": true } }), &["b", "c"]),
    ])
    .await;
}

#[tokio::test]
async fn a_year_stands_before_its_days() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "meetings", "Meeting", &[
        (json!({ "startsOn": { "gte": "2020" } }), &["a", "b"]),
        (json!({ "startsOn": { "gte": "2020-01" } }), &["a"]),
        (json!({ "startsOn": { "gte": "2020-12-05", "lt": "2020-12-06" } }), &["a"]),
        (json!({ "startsOn": { "gte": "2020-12-06" } }), &[]),
        (json!({ "startsOn": { "lt": "2020-12-05" } }), &["b"]),
        (json!({ "startsOn": { "lt": "2021" } }), &["a", "b"]),
        (json!({ "startsOn": { "lt": "2020" } }), &[]),
    ])
    .await;
}

#[tokio::test]
async fn moments_are_compared_to_the_microsecond() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "summaries", "Summary", &[
        (json!({ "publishedAt": { "gte": "2021-05-02T08:00:00Z" } }), &["late"]),
        (json!({ "publishedAt": { "gte": "2021-05-02T08:00:00.000001Z" } }), &["late"]),
        (json!({ "publishedAt": { "gte": "2021-05-02T08:00:00.000002Z" } }), &[]),
        (json!({ "publishedAt": { "lt": "2021-05-02T08:00:00.000001Z" } }), &["early"]),
        (json!({ "publishedAt": { "lt": "2021-05-02T08:00:00.000002Z" } }), &["early", "late"]),
        (json!({ "publishedAt": { "gte": "2021-05-01T10:00:00+02:00", "lt": "2021-05-01T10:00:01+02:00" } }), &["early"]),
    ])
    .await;
}

#[tokio::test]
async fn closed_sets_are_compared_by_value() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "lectures", "Lecture", &[
        (json!({ "kind": { "eq": "PLENARY" } }), &["two"]),
        (json!({ "kind": { "in": ["PLENARY", "POSTER"] } }), &["four", "two"]),
        (json!({ "kind": { "in": [] } }), &[]),
        (json!({ "completeness": { "eq": "STUB" } }), &["three"]),
    ])
    .await;
    find(&desk, "meetings", "Meeting", &[
        (json!({ "format": { "eq": "VIRTUAL" } }), &["a"]),
        (json!({ "format": { "eq": "UNKNOWN" } }), &["c"]),
        (json!({ "status": { "eq": "CANCELLED" } }), &["c"]),
    ])
    .await;
    find(&desk, "trials", "Trial", &[
        (json!({ "phase": { "eq": "PHASE_1_2" } }), &["without"]),
        (json!({ "acronym": { "isNull": true } }), &["without"]),
        (json!({ "registration": { "eq": "2016-002461-66" } }), &["with"]),
        (json!({ "registration": { "prefix": "NCT" } }), &["with"]),
    ])
    .await;
}

#[tokio::test]
async fn conditions_are_joined_by_and_or_and_not() {
    let desk = Desk::with(shelf()).await;
    let plenary = json!({ "kind": { "eq": "PLENARY" } });
    let numbered = json!({ "abstractNumber": { "isNull": false } });
    let first = json!({ "abstractNumber": { "eq": "1" } });

    find(&desk, "lectures", "Lecture", &[
        (json!({ "kind": { "eq": "PLENARY" }, "abstractNumber": { "eq": "1" } }), &[]),
        (json!({ "and": [plenary, numbered] }), &["two"]),
        (json!({ "or": [plenary, first] }), &["one", "two"]),
        (json!({ "or": [plenary, first], "title": { "eq": "Ein Ü" } }), &["two"]),
        (json!({ "not": plenary }), &["four", "one", "three"]),
        (json!({ "not": { "not": plenary } }), &["two"]),
        (json!({ "not": { "or": [plenary, first] } }), &["four", "three"]),
        (json!({ "not": { "and": [plenary, numbered] } }), &["four", "one", "three"]),
        (json!({ "and": [{ "or": [plenary, first] }, { "not": plenary }] }), &["one"]),
    ])
    .await;
}

#[tokio::test]
async fn an_empty_condition_always_holds() {
    let desk = Desk::with(shelf()).await;
    let all: &[&str] = &["four", "one", "three", "two"];

    find(&desk, "lectures", "Lecture", &[
        (Value::Null, all),
        (json!({}), all),
        (json!({ "and": [] }), all),
        (json!({ "and": [{}] }), all),
        (json!({ "or": [{}, { "slug": { "eq": "one" } }] }), all),
        (json!({ "or": [] }), &[]),
        (json!({ "not": {} }), &[]),
        (json!({ "title": {} }), all),
    ])
    .await;
}

#[tokio::test]
async fn what_is_unknown_does_not_hold_and_its_opposite_does() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "lectures", "Lecture", &[
        (json!({ "not": { "abstractNumber": { "eq": "1" } } }), &["four", "three", "two"]),
        (json!({ "not": { "abstractNumber": { "in": ["1", "LBA-1"] } } }), &["four", "three"]),
        (json!({ "not": { "abstractNumber": { "prefix": "LBA" } } }), &["four", "one", "three"]),
        (json!({ "not": { "abstractNumber": { "isNull": true } } }), &["one", "two"]),
        (json!({ "not": { "doi": { "eq": "10.1000/a" } } }), &["four", "one", "two"]),
    ])
    .await;
    find(&desk, "meetings", "Meeting", &[
        (json!({ "not": { "startsOn": { "gte": "2020-12" } } }), &["b", "c"]),
        (json!({ "not": { "series": { "slug": { "eq": "yearly" } } } }), &["b", "c"]),
    ])
    .await;
}

#[tokio::test]
async fn relations_are_followed() {
    let desk = Desk::with(shelf()).await;

    find(&desk, "lectures", "Lecture", &[
        (json!({ "meeting": { "slug": { "eq": "a" } } }), &["one", "two"]),
        (json!({ "meeting": { "series": { "slug": { "eq": "yearly" } } } }), &["one", "two"]),
        (json!({ "meeting": { "startsOn": { "gte": "2020-12" } }, "kind": { "eq": "PLENARY" } }), &["two"]),
        (json!({ "meeting": {} }), &["four", "one", "three", "two"]),
        (json!({ "topic": { "slug": { "eq": "bone" } } }), &["four", "two"]),
        (json!({ "topic": { "slug": { "in": ["bone", "blood"] } } }), &["four", "one", "two"]),
        (json!({ "not": { "topic": { "slug": { "eq": "blood" } } } }), &["four", "three"]),
        (json!({ "and": [{ "topic": { "slug": { "eq": "blood" } } }, { "topic": { "slug": { "eq": "bone" } } }] }), &["two"]),
    ])
    .await;
    find(&desk, "summaries", "Summary", &[
        (json!({ "lecture": { "kind": { "eq": "PLENARY" } } }), &["late"]),
        (json!({ "meeting": { "slug": { "eq": "a" } } }), &["early", "late"]),
        (json!({ "meeting": { "slug": { "eq": "b" } } }), &[]),
        (json!({ "writer": { "slug": { "eq": "noor" } } }), &["late"]),
        (json!({ "writer": { "slug": { "eq": "desk" } } }), &["early", "late"]),
        (json!({ "not": { "writer": { "slug": { "eq": "noor" } } } }), &["early"]),
        (json!({ "topic": { "slug": { "eq": "blood" } } }), &["late"]),
        (json!({ "topic": { "slug": { "eq": "bone" } } }), &[]),
    ])
    .await;
    find(&desk, "meetings", "Meeting", &[(json!({ "topic": { "slug": { "eq": "bone" } } }), &["c"])]).await;
}

#[tokio::test]
async fn lists_along_an_edge_are_narrowed_alike() {
    let desk = Desk::with(shelf()).await;

    let data = desk
        .tell(
            "{ meetings(orderBy: [{ field: SLUG }]) { nodes { slug
                lectures(where: { topic: { slug: { eq: \"bone\" } } }) { totalCount nodes { slug } }
            } } }",
        )
        .await;

    assert_eq!(data["meetings"]["nodes"], json!([
        { "slug": "a", "lectures": { "totalCount": 1, "nodes": [{ "slug": "two" }] } },
        { "slug": "b", "lectures": { "totalCount": 1, "nodes": [{ "slug": "four" }] } },
        { "slug": "c", "lectures": { "totalCount": 0, "nodes": [] } },
    ]));
}

#[tokio::test]
async fn values_of_the_wrong_form_are_refused() {
    let desk = Desk::with(shelf()).await;

    for (list, of, fits) in [
        ("meetings", "Meeting", json!({ "startsOn": { "gte": "5 December 2020" } })),
        ("meetings", "Meeting", json!({ "startsOn": { "gte": "2021-02-29" } })),
        ("meetings", "Meeting", json!({ "format": { "eq": "ON_THE_MOON" } })),
        ("summaries", "Summary", json!({ "publishedAt": { "gte": "2021-05-01T08:00:00" } })),
        ("lectures", "Lecture", json!({ "slug": { "eq": 7 } })),
        ("lectures", "Lecture", json!({ "colour": { "eq": "red" } })),
        ("lectures", "Lecture", json!({ "slug": { "in": vec!["x"; 101] } })),
    ] {
        let document = format!("query($where: {of}Where) {{ {list}(where: $where) {{ totalCount }} }}");
        let reply = desk.reply(&document, json!({ "where": fits })).await;
        let code = reply["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
        assert!(["BAD_USER_INPUT", "LIMIT_EXCEEDED"].contains(&code), "{fits}: {reply}");
    }
}
