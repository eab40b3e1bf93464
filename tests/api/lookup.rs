//! One thing, by whatever key identifies it.

use serde_json::{Value, json};

use crate::desk::{Cast, Desk};

/// Nouns that are known by id and slug, with the slug of one in the content.
const KNOWN: [(&str, &str); 20] = [
    ("accreditationScheme", "european-cme-haematology"),
    ("executiveMessage", "esh-words-from-executives-2024"),
    ("keySlide", "a-treat-slide-1"),
    ("lecture", "ash20-2"),
    ("meeting", "ash-2020"),
    ("meetingSeries", "ash-annual-meeting"),
    ("newsletter", "ash-2020-bjh-1"),
    ("organisation", "esh"),
    ("outcome", "ash20-2-bleeding-presented"),
    ("person", "herve-dombret"),
    ("podcastEpisode", "two-stages-of-one-result"),
    ("podcastSeries", "congress-highlights-demonstrations"),
    ("reference", "blood-2022-140-1254"),
    ("session", "ash-2020-plenary"),
    ("source", "esh-about"),
    ("summary", "a-treat-tranexamic-acid"),
    ("topic", "multiple-myeloma"),
    ("trial", "apollo"),
    ("video", "film-iuh-2010"),
    ("writer", "tom-feys"),
];

/// `ById`, `By` and the rest of the input's name.
fn by(noun: &str) -> String {
    format!("{}{}By", noun[..1].to_uppercase(), &noun[1..])
}

async fn look_up(desk: &Desk, noun: &str, key: Value) -> Value {
    let document = format!("query($by: {}!) {{ {noun}(by: $by) {{ id slug }} }}", by(noun));
    desk.ask(&document, json!({ "by": key })).await[noun].take()
}

#[tokio::test]
async fn every_noun_is_found_by_slug_by_id_and_as_a_node() {
    let desk = Desk::with_content().await;

    for (noun, slug) in KNOWN {
        let found = look_up(&desk, noun, json!({ "slug": slug })).await;
        assert_eq!(found["slug"], slug, "{noun}");
        assert_eq!(look_up(&desk, noun, json!({ "id": found["id"] })).await, found, "{noun}");
        let node = desk.ask("query($id: ID!) { node(id: $id) { __typename id } }", json!({ "id": found["id"] })).await;
        let type_name = by(noun).replace("By", "");
        assert_eq!(node["node"], json!({ "__typename": type_name, "id": found["id"] }));
    }
}

#[tokio::test]
async fn what_is_not_there_is_null() {
    let desk = Desk::with_content().await;

    for (noun, slug) in KNOWN {
        let mut id = look_up(&desk, noun, json!({ "slug": slug })).await["id"].as_str().unwrap().to_owned();
        id.replace_range(id.len() - 26.., "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_eq!(look_up(&desk, noun, json!({ "slug": "no-such-thing" })).await, Value::Null, "{noun}");
        assert_eq!(look_up(&desk, noun, json!({ "slug": "" })).await, Value::Null, "{noun}");
        assert_eq!(look_up(&desk, noun, json!({ "id": id })).await, Value::Null, "{noun}");
    }
}

#[tokio::test]
async fn an_id_of_another_noun_is_refused_and_its_neighbours_are_answered() {
    let desk = Desk::with_content().await;
    let writer = look_up(&desk, "writer", json!({ "slug": "tom-feys" })).await["id"].take();

    for (noun, slug) in KNOWN.into_iter().filter(|(noun, _)| *noun != "writer") {
        for id in [writer.clone(), json!("tom-feys"), json!(""), json!("writer_"), json!("meeting_01h4"), json!("💉")] {
            let document = format!(
                "query($id: ID!) {{ wrong: {noun}(by: {{ id: $id }}) {{ id }} right: {noun}(by: {{ slug: {slug:?} }}) {{ slug }} }}"
            );
            let reply = desk.reply(&document, json!({ "id": id })).await;
            assert_eq!(reply["data"], json!({ "wrong": null, "right": { "slug": slug } }), "{reply}");
            assert_eq!(reply["errors"].as_array().unwrap().len(), 1);
            assert_eq!(reply["errors"][0]["path"], json!(["wrong"]));
            assert_eq!(reply["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        }
    }
}

#[tokio::test]
async fn the_refusal_names_both_nouns() {
    let desk = Desk::with_content().await;
    let writer = look_up(&desk, "writer", json!({ "slug": "tom-feys" })).await["id"].take();

    let document = "query($id: ID!) { podcastEpisode(by: { id: $id }) { id } }";
    let (code, sentence) = desk.refusal(document, json!({ "id": writer })).await;

    assert_eq!(code, "BAD_USER_INPUT");
    let writer = writer.as_str().unwrap();
    assert_eq!(sentence, format!("“{writer}” is the id of a writer; a podcast episode is wanted here."));
}

#[tokio::test]
async fn a_lecture_is_found_by_its_number_at_a_meeting() {
    let cast = Cast::default()
        .meeting("here", json!({}))
        .meeting("there", json!({}))
        .lecture("here-6", "here", json!({ "abstract_number": "6" }))
        .lecture("there-6", "there", json!({ "abstract_number": "6" }))
        .lecture("here-lba", "here", json!({ "abstract_number": "LBA-4" }));
    let desk = Desk::with(cast).await;

    let found = async |meeting: &str, number: &str| {
        look_up(&desk, "lecture", json!({ "meeting": meeting, "abstractNumber": number })).await["slug"].take()
    };

    assert_eq!(found("here", "6").await, "here-6");
    assert_eq!(found("there", "6").await, "there-6");
    assert_eq!(found("here", "LBA-4").await, "here-lba");
    assert_eq!(found("there", "LBA-4").await, Value::Null);
    assert_eq!(found("here", "06").await, Value::Null);
    assert_eq!(found("nowhere", "6").await, Value::Null);
}

#[tokio::test]
async fn a_lecture_needs_one_whole_key() {
    let desk = Desk::with_content().await;

    for by in [
        json!({}),
        json!({ "meeting": "ash-2020" }),
        json!({ "abstractNumber": "2" }),
        json!({ "slug": "ash20-2", "meeting": "ash-2020" }),
        json!({ "slug": "ash20-2", "meeting": "ash-2020", "abstractNumber": "2" }),
    ] {
        let document = "query($by: LectureBy!) { lecture(by: $by) { id } meeting(by: { slug: \"ash-2020\" }) { slug } }";
        let reply = desk.reply(document, json!({ "by": by })).await;
        assert_eq!(reply["data"], json!({ "lecture": null, "meeting": { "slug": "ash-2020" } }));
        assert_eq!(reply["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        assert_eq!(
            reply["errors"][0]["message"],
            "Name a lecture by `id`, by `slug`, or by `meeting` and `abstractNumber` together."
        );
    }
}

#[tokio::test]
async fn a_paper_is_found_by_doi_and_pubmed_number() {
    let cast = Cast::default()
        .add("references", "a", json!({ "kind": "journal_article", "doi": "10.1182/blood-2020-138680", "pmid": "33512449" }))
        .add("references", "b", json!({ "kind": "journal_article", "doi": "10.1182/blood-2020-138681" }));
    let desk = Desk::with(cast).await;

    let found = async |by: Value| look_up(&desk, "reference", by).await["slug"].take();

    assert_eq!(found(json!({ "doi": "10.1182/blood-2020-138680" })).await, "a");
    assert_eq!(found(json!({ "doi": "10.1182/BLOOD-2020-138680" })).await, "a");
    assert_eq!(found(json!({ "doi": "10.1182/blood-2020-138689" })).await, Value::Null);
    assert_eq!(found(json!({ "pmid": "33512449" })).await, "a");
    assert_eq!(found(json!({ "pmid": "3351244" })).await, Value::Null);
}

#[tokio::test]
async fn a_person_is_found_by_orcid() {
    let cast = Cast::default()
        .add("people", "ada", json!({ "name": "Ada", "sort_key": "ada", "orcid": "0000-0002-1825-0097" }))
        .add("people", "bob", json!({ "name": "Bob", "sort_key": "bob" }));
    let desk = Desk::with(cast).await;

    let found = async |orcid: &str| look_up(&desk, "person", json!({ "orcid": orcid })).await["slug"].take();

    assert_eq!(found("0000-0002-1825-0097").await, "ada");
    assert_eq!(found("0000-0002-1694-233X").await, Value::Null);
}

#[tokio::test]
async fn a_trial_is_found_by_its_number_in_any_register() {
    let desk = Desk::with_content().await;

    let found = async |by: Value| look_up(&desk, "trial", by).await["slug"].take();

    assert_eq!(found(json!({ "nctId": "NCT03180736" })).await, "apollo");
    assert_eq!(found(json!({ "registration": "NCT03180736" })).await, "apollo");
    assert_eq!(found(json!({ "registration": "2016-002461-66" })).await, "ascembl");
    assert_eq!(found(json!({ "nctId": "NCT00000000" })).await, Value::Null);
}

#[tokio::test]
async fn an_identifier_of_the_wrong_form_is_refused_with_the_right_one() {
    let desk = Desk::with_content().await;

    for (noun, key, wrong, right) in [
        ("person", "orcid", "0000-0002-1825-0098", "such as 0000-0002-1825-0097"),
        ("reference", "doi", "https://doi.org/10.1182/blood-2020-138680", "such as 10.1182/blood-2020-138680"),
        ("reference", "pmid", "PMC7727555", "it is one to eight digits"),
        ("trial", "nctId", "NCT3180736", "such as NCT03180736"),
    ] {
        let document = format!("query($by: {}!) {{ {noun}(by: $by) {{ id }} }}", by(noun));
        let (code, sentence) = desk.refusal(&document, json!({ "by": { key: wrong } })).await;
        assert_eq!(code, "BAD_USER_INPUT");
        assert!(sentence.contains(right) && sentence.contains(wrong), "{sentence}");
    }
}

#[tokio::test]
async fn a_key_is_exactly_one() {
    let desk = Desk::with_content().await;

    for by in [json!({}), json!({ "slug": "ash-2020", "id": "meeting_01h455vb4pex5vsknk084sn02q" }), json!({ "slug": null })] {
        let document = "query($by: MeetingBy!) { meeting(by: $by) { id } }";
        let (code, _) = desk.refusal(document, json!({ "by": by })).await;
        assert_eq!(code, "BAD_USER_INPUT");
    }
}

const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

#[tokio::test]
async fn nodes_come_in_the_order_asked() {
    let desk = Desk::with_content().await;
    let mut ids = Vec::new();
    for (noun, slug) in KNOWN {
        ids.push(look_up(&desk, noun, json!({ "slug": slug })).await["id"].take());
    }
    ids.reverse();
    ids.push(ids[0].clone());
    ids.insert(3, json!("summary_7zzzzzzzzzzzzzzzzzzzzzzzzz"));

    let mut data = desk.ask(NODES, json!({ "ids": ids })).await;

    let found: Vec<Value> =
        data["nodes"].as_array_mut().unwrap().iter_mut().map(|node| node["id"].take()).collect();
    ids[3] = Value::Null;
    assert_eq!(found, ids);
}

#[tokio::test]
async fn a_wrong_id_among_many_is_an_error_at_its_place() {
    let desk = Desk::with_content().await;
    let writer = look_up(&desk, "writer", json!({ "slug": "tom-feys" })).await["id"].take();

    let reply = desk.reply(NODES, json!({ "ids": [writer, "nonsense", writer] })).await;

    let writer = json!({ "__typename": "Writer", "id": writer });
    assert_eq!(reply["data"]["nodes"], json!([writer, null, writer]));
    assert_eq!(reply["errors"].as_array().unwrap().len(), 1);
    assert_eq!(reply["errors"][0]["path"], json!(["nodes", 1]));
    assert_eq!(reply["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[tokio::test]
async fn a_hundred_nodes_are_looked_up_at_once_and_no_more() {
    let desk = Desk::open().await;
    let ids = |count: usize| vec!["summary_01h455vb4pex5vsknk084sn02q"; count];

    let data = desk.ask(NODES, json!({ "ids": ids(100) })).await;
    let (code, sentence) = desk.refusal(NODES, json!({ "ids": ids(101) })).await;

    assert_eq!(data["nodes"], json!(vec![Value::Null; 100]));
    assert_eq!(code, "LIMIT_EXCEEDED");
    assert!(sentence.contains("100") && sentence.contains("101"), "{sentence}");
}
