use serde_json::{Value, json};

use super::{SAVE, Team};
use crate::media::files;

const CHANGES: &str = "query($id: ID!, $since: Int!) { manuscript(by: { id: $id }) { version { changesSince(version: $since) {
  field before after paragraphs { before after runs { fate text } } entries { fate before after value node { __typename id } }
} } } }";

/// What differs since a version.
async fn changes(team: &Team, id: &Value, since: i32) -> Value {
    let mut told = team.ruth.ask(CHANGES, json!({ "id": id, "since": since })).await;
    told["manuscript"]["version"]["changesSince"].take()
}

#[tokio::test]
async fn what_a_version_says_otherwise_is_told_by_word_and_entry() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let mut input = team.input("First title");
    input["body"] = json!("## Background\n\nA **new** and oral drug.\n\nMore.");
    input["takeHomeMessages"] = json!([{ "text": "It is oral." }, { "text": "It is new." }]);
    input["writers"] = json!([]);
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;

    let told = changes(&team, &id, 1).await;

    let fields: Vec<_> = told.as_array().unwrap().iter().map(|change| change["field"].clone()).collect();
    assert_eq!(fields, ["title", "body", "takeHomeMessages", "writers"]);
    assert_eq!((&told[0]["before"], &told[0]["after"]), (&json!("First"), &json!("First title")));
    let runs = json!([
        { "fate": "KEPT", "text": "A **new** " }, { "fate": "ADDED", "text": "and oral " }, { "fate": "KEPT", "text": "drug." },
    ]);
    let body = json!([
        { "before": 2, "after": 2, "runs": runs },
        { "before": null, "after": 3, "runs": [{ "fate": "ADDED", "text": "More." }] },
    ]);
    assert_eq!(told[1]["paragraphs"], body);
    let message = json!({ "text": "It is oral.", "outcomes": [] });
    let entries = json!([{ "fate": "ADDED", "before": null, "after": 1, "value": message, "node": null }]);
    assert_eq!(told[2]["entries"], entries);
    let gone = json!([{
        "fate": "REMOVED", "before": 1, "after": null, "value": team.writer,
        "node": { "__typename": "Writer", "id": team.writer },
    }]);
    assert_eq!(told[3]["entries"], gone);
    assert_eq!(changes(&team, &id, 2).await, json!([]));
    assert_eq!(changes(&team, &id, 3).await, Value::Null);
}

#[tokio::test]
async fn all_versions_are_compared_in_as_many_statements_as_one() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let all = "query($id: ID!) { manuscript(by: { id: $id }) { versions { number changesSince(version: 1) { field } } } }";
    let variables = json!({ "id": id });
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    let (_, few) = team.eve.cost_of(all, variables.clone()).await;
    for version in 2..6 {
        let input = team.input(&format!("Again {version}"));
        team.sam.ask(SAVE, json!({ "id": id, "version": version, "input": input })).await;
    }

    let (told, many) = team.eve.cost_of(all, variables).await;

    assert_eq!(told["manuscript"]["versions"].as_array().unwrap().len(), 6);
    assert_eq!(many, few);
}

#[tokio::test]
async fn who_was_overtaken_is_shown_what_the_other_changed() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    team.sam.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Sam's first") })).await;

    let document = "mutation($id: ID!, $input: ManuscriptInput!) {
      manuscriptSave(id: $id, expectedVersion: 1, input: $input) {
        theirs { number } theirChanges { field before after paragraphs { runs { fate text } } } problems { code }
      }
    }";
    let done = team.noor.ask(document, json!({ "id": id, "input": team.input("Mine") })).await;

    let lost = &done["manuscriptSave"];
    assert_eq!(lost["problems"], json!([{ "code": "CONFLICT" }]));
    assert_eq!(lost["theirs"]["number"], 2);
    let runs = json!([{ "fate": "REMOVED", "text": "First" }]);
    assert_eq!(lost["theirChanges"][0]["field"], "title");
    assert_eq!(lost["theirChanges"][0]["paragraphs"][1]["runs"], runs);
    assert_eq!(lost["theirChanges"].as_array().unwrap().len(), 1);
}

const RESTORE: &str = "mutation($id: ID!, $version: Int!, $expected: Int!, $reason: String) {
  manuscriptRestore(id: $id, version: $version, expectedVersion: $expected, reason: $reason) {
    manuscript { stage version { number title reason savedBy { name } hash } versions { number title hash } }
    theirs { number } theirChanges { field } problems { code path }
  }
}";

#[tokio::test]
async fn an_old_version_is_read_again_as_the_newest_and_nothing_is_overwritten() {
    let team = Team::meet().await;
    let id = team.approved("First").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;

    let again = json!({ "id": id, "version": 1, "expected": 2, "reason": "The second was a slip." });
    let done = team.sam.ask(RESTORE, again).await["manuscriptRestore"].take();

    let manuscript = &done["manuscript"];
    assert_eq!(manuscript["stage"], "DRAFT");
    assert_eq!(manuscript["version"]["number"], 3);
    assert_eq!(manuscript["version"]["title"], "First");
    assert_eq!(manuscript["version"]["savedBy"]["name"], "sam@example.org");
    assert_eq!(manuscript["version"]["reason"], "The second was a slip.");
    let titles: Vec<_> =
        manuscript["versions"].as_array().unwrap().iter().map(|v| v["title"].clone()).collect();
    assert_eq!(titles, ["First", "Second", "First"]);
    assert_eq!(manuscript["versions"][0]["hash"], manuscript["versions"][2]["hash"]);
}

#[tokio::test]
async fn restoring_waits_for_nobody_and_overwrites_nobody() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;

    let late = json!({ "id": id, "version": 1, "expected": 1 });
    let done = team.sam.ask(RESTORE, late.clone()).await["manuscriptRestore"].take();
    assert_eq!(done["problems"], json!([{ "code": "CONFLICT", "path": ["expectedVersion"] }]));
    assert_eq!(done["theirs"]["number"], 2);
    assert_eq!(done["theirChanges"], json!([{ "field": "title" }]));
    let nothing = json!({ "id": id, "version": 9, "expected": 2 });
    let done = team.sam.ask(RESTORE, nothing).await["manuscriptRestore"].take();
    assert_eq!(done["problems"], json!([{ "code": "NO_VERSION", "path": ["version"] }]));
    let nobody = json!({ "id": "manuscript_01h455vb4pex5vsknk084sn02q", "version": 1, "expected": 2 });
    let done = team.sam.ask(RESTORE, nobody).await["manuscriptRestore"].take();
    assert_eq!(done["problems"], json!([{ "code": "NOT_FOUND", "path": ["id"] }]));
    assert_eq!(team.ruth.refusal(RESTORE, late).await.0, "FORBIDDEN");
}

#[tokio::test]
async fn two_saves_of_one_request_are_each_shown() {
    let team = Team::meet().await;
    let id = team.draft("First").await;

    let document = "mutation($id: ID!, $second: ManuscriptInput!, $third: ManuscriptInput!) {
      second: manuscriptSave(id: $id, expectedVersion: 1, input: $second) { manuscript { version { number title } } }
      third: manuscriptSave(id: $id, expectedVersion: 2, input: $third) { manuscript { version { number title } } }
    }";
    let variables = json!({ "id": id, "second": team.input("Second"), "third": team.input("Third") });
    let done = team.noor.ask(document, variables).await;

    assert_eq!(done["second"]["manuscript"]["version"], json!({ "number": 2, "title": "Second" }));
    assert_eq!(done["third"]["manuscript"]["version"], json!({ "number": 3, "title": "Third" }));
}

#[tokio::test]
async fn what_differs_is_told_in_the_words_of_the_contract() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let media = async |bytes: &[u8]| team.noor.upload(bytes).await["id"].take();
    let (image, audio) = (media(&files::png(40, 30)).await, media(&files::wav(20)).await);
    let transcript = media(files::CAPTIONS.as_bytes()).await;
    let ash = team.public.tell("{ organisations(first: 1) { nodes { id } } }").await;
    let funder = &ash["organisations"]["nodes"][0]["id"];
    let told = json!({
        "slides": [{ "media": image, "caption": "A", "alt": "B", "rightsBasis": "OWN_WORK", "focalPoint": { "x": 3, "y": 4 } }],
        "episodes": [{
            "title": "A", "audio": audio, "transcript": transcript, "chapters": [{ "startMilliseconds": 0, "title": "C" }],
        }],
        "funding": [{ "kind": "PUBLIC_GRANT", "funder": funder, "influence": "NO_ACCESS" }],
        "rights": { "basis": "OWN_WORK" },
    });
    let mut input = team.input("First");
    input.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
    let saved = team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    assert_eq!(saved["manuscriptSave"]["problems"], json!([]));

    let changes = changes(&team, &id, 1).await;

    for (field, value) in told.as_object().unwrap() {
        let change = changes.as_array().unwrap().iter().find(|change| change["field"] == *field);
        let mut after = change.unwrap()["after"].clone();
        let parts =
            if let Some(parts) = after.as_array_mut() { parts } else { std::slice::from_mut(&mut after) };
        parts
            .iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|part| part.retain(|_, value| !value.is_null()));
        assert_eq!(after, *value, "{field}");
    }
}
