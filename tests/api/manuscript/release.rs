use entity::account::Role;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

use super::{Team, step};
use crate::desk::{Desk, MORNING};

const HOUR: i64 = 3_600_000_000;

const READ: &str = "{
  summary(by: { slug: \"asciminib\" }) {
    title leadMessage bodyMarkdown readingMinutes publishedAt takeHomeMessages { text }
    writers { id } topics { id } lecture { abstractNumber } meeting { slug }
  }
}";

async fn read(desk: &Desk) -> Value {
    desk.tell(READ).await["summary"].take()
}

#[tokio::test]
async fn what_is_released_now_is_read_now() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(read(&team.public).await, Value::Null);

    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");

    let published = json!({
        "title": "Asciminib", "leadMessage": "Remember asciminib.", "bodyMarkdown": "## Background\n\nA **new** drug.",
        "readingMinutes": 1, "publishedAt": "2021-05-08T09:00:00Z", "takeHomeMessages": [{ "text": "It is new." }],
        "writers": [{ "id": team.writer }], "topics": [{ "id": team.topic }],
        "lecture": { "abstractNumber": "LBA-4" }, "meeting": { "slug": "ash-2020" },
    });
    assert_eq!(read(&team.public).await, published);
    let again = "mutation($id: ID!) { manuscriptRelease(id: $id, version: 1) { problems { code message } } }";
    let again = team.eve.ask(again, json!({ "id": id })).await["manuscriptRelease"]["problems"].take();
    let sentence = "Readers see it already; what they see is changed by a notice, with noticeIssue.";
    assert_eq!(again, json!([{ "code": "IS_OUT", "message": sentence }]));
}

#[tokio::test]
async fn what_a_deed_answers_is_what_it_did() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let eve = team.public.by_the_machines_clock().signed_in("evelyn@example.org", &[Role::Editor]).await;
    let release = "mutation($id: ID!) {
      manuscriptRelease(id: $id, version: 1) { manuscript { stage summary { title } } problems { message } }
    }";

    let done = eve.ask(release, json!({ "id": id })).await["manuscriptRelease"].take();

    let published = json!({ "stage": "PUBLISHED", "summary": { "title": "Asciminib" } });
    assert_eq!(done, json!({ "manuscript": published, "problems": [] }));
}

#[tokio::test]
async fn each_deed_of_a_request_answers_what_is_there_after_it() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let deeds = "mutation($id: ID!, $input: ManuscriptInput!) {
      first: manuscriptSave(id: $id, expectedVersion: 1, input: $input) { manuscript { ...told } }
      second: manuscriptSubmit(id: $id, version: 2) { manuscript { ...told } }
    }
    fragment told on Manuscript { stage steps { kind } versions { number } }";

    let done = team.noor.ask(deeds, json!({ "id": id, "input": team.input("Second") })).await;

    let steps = |kinds: &[&str]| kinds.iter().map(|kind| json!({ "kind": kind })).collect::<Vec<_>>();
    let first = &done["first"]["manuscript"];
    assert_eq!((&first["stage"], &first["steps"]), (&json!("DRAFT"), &json!(steps(&["SAVE", "SAVE"]))));
    assert_eq!(first["versions"], json!([{ "number": 2 }, { "number": 1 }]));
    let second = &done["second"]["manuscript"];
    assert_eq!(second["stage"], "IN_REVIEW");
    assert_eq!(second["steps"], json!(steps(&["SUBMIT", "SAVE", "SAVE"])));
}

#[tokio::test]
async fn what_is_released_for_later_is_there_at_its_microsecond_and_not_before() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let titles = "{ summaries(first: 100) { totalCount nodes { slug } } }";
    let before = team.public.tell(titles).await;

    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T12:00:00+02:00\"").await, "SCHEDULED");

    team.public.set_clock(MORNING + HOUR - 1);
    for viewer in [&team.public, &team.noor, &team.ruth, &team.eve] {
        assert_eq!(read(viewer).await, Value::Null);
        assert_eq!(viewer.tell(titles).await, before);
    }
    team.public.set_clock(MORNING + HOUR);
    for viewer in [&team.public, &team.noor] {
        assert_eq!(read(viewer).await["title"], "Asciminib");
        assert_eq!(viewer.tell(titles).await["summaries"]["nodes"][0]["slug"], "asciminib");
    }
    let stage = "query($id: ID!) { manuscript(by: { id: $id }) { stage releasedAt summary { slug } } }";
    let told = team.noor.ask(stage, json!({ "id": id })).await;
    let published = json!({ "stage": "PUBLISHED", "releasedAt": "2021-05-08T10:00:00Z", "summary": { "slug": "asciminib" } });
    assert_eq!(told["manuscript"], published);
}

#[tokio::test]
async fn an_embargo_is_moved_or_taken_back_before_its_moment_only() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let withdraw = "mutation($id: ID!, $version: Int!) { manuscriptWithdraw(id: $id, version: $version, note: \"The session moved.\") { manuscript { stage } problems { code } } }";

    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T12:00:00Z\"").await, "SCHEDULED");
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await, "SCHEDULED");
    let done = team.eve.ask(withdraw, json!({ "id": id, "version": 2 })).await;
    assert_eq!(done["manuscriptWithdraw"]["problems"][0]["code"], "NO_VERSION");
    let done = team.eve.ask(withdraw, json!({ "id": id, "version": 1 })).await;
    assert_eq!(done["manuscriptWithdraw"]["manuscript"]["stage"], "APPROVED");
    team.public.set_clock(MORNING + 4 * HOUR);
    assert_eq!(read(&team.public).await, Value::Null);

    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");
    assert_eq!(read(&team.public).await["publishedAt"], "2021-05-08T13:00:00Z");
    let done = team.eve.ask(withdraw, json!({ "id": id, "version": 1 })).await;
    assert_eq!(done["manuscriptWithdraw"]["problems"][0]["code"], "IS_OUT");
    let steps = "query($id: ID!) { manuscript(by: { id: $id }) { steps { kind releasedAt note } } }";
    let told = team.eve.ask(steps, json!({ "id": id })).await;
    let all = told["manuscript"]["steps"].as_array().unwrap();
    let planned: Vec<&Value> = all.iter().take(4).map(|step| &step["releasedAt"]).collect();
    assert_eq!(
        json!(planned),
        json!(["2021-05-08T13:00:00Z", null, "2021-05-08T10:00:00Z", "2021-05-08T12:00:00Z"])
    );
}

#[tokio::test]
async fn nothing_is_released_that_readers_could_not_use() {
    let team = Team::meet().await;
    let draft = super::DRAFT;
    let variables = json!({ "lecture": team.lecture, "input": { "title": "Asciminib" } });
    let id = team.noor.ask(draft, variables).await["manuscriptDraft"]["manuscript"]["id"].take();
    step(&team.noor, "Submit", &id, 1, "").await;
    step(&team.ruth, "Approve", &id, 1, "").await;

    let document =
        "mutation($id: ID!) { manuscriptRelease(id: $id, version: 1) { problems { code message } } }";
    let done = team.eve.ask(document, json!({ "id": id })).await;

    let problems = done["manuscriptRelease"]["problems"].as_array().unwrap();
    assert!(problems.iter().all(|problem| problem["code"] == "NOT_READY"), "{problems:?}");
    let told: Vec<&str> = problems.iter().map(|problem| problem["message"].as_str().unwrap()).collect();
    let wanted = [
        "a lead message",
        "a body",
        "a writer who signs it",
        "a take-home message",
        "the right it is published by",
        "an answer to who paid for it, be it NONE",
        "a disclosure of Andreas Hochhaus",
    ];
    assert_eq!(told, wanted.map(|want| format!("Before it is released it wants {want}.")));
    assert_eq!(read(&team.public).await, Value::Null);
    let stage = "query($id: ID!) { manuscript(by: { id: $id }) { stage steps { kind } wants { kind field message } } }";
    let told = team.noor.ask(stage, json!({ "id": id })).await;
    assert_eq!(told["manuscript"]["stage"], "APPROVED");
    assert_eq!(told["manuscript"]["steps"].as_array().unwrap().len(), 3);
    let kinds: Vec<&Value> =
        told["manuscript"]["wants"].as_array().unwrap().iter().map(|want| &want["kind"]).collect();
    assert_eq!(
        json!(kinds),
        json!(["LEAD_MESSAGE", "BODY", "WRITER", "TAKE_HOME_MESSAGE", "RIGHTS", "FUNDING", "DISCLOSURE"])
    );
}

#[tokio::test]
async fn a_version_from_before_that_names_a_result_twice_is_released_with_it_once() {
    use entity::manuscript_version::{Column, Entity};

    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let result = team.result().await;
    let mut input = team.input("Asciminib");
    input["takeHomeMessages"] = json!([{ "text": "It is new.", "outcomes": [result] }]);
    team.noor.ask(super::SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    let tx = team.public.app.db.begin().await.unwrap();
    let version = Entity::find().filter(Column::Number.eq(2)).one(&tx).await.unwrap().unwrap();
    let mut content = version.content.clone();
    let named = content["take_home_messages"][0]["outcomes"][0].take();
    content["take_home_messages"][0]["outcomes"] = json!(vec![named; 40_000]);
    let mut changed = version.into_active_model();
    changed.content = Set(content);
    changed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;

    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "PUBLISHED");

    let messages = "{ summary(by: { slug: \"asciminib\" }) { takeHomeMessages { outcomes { id } } } }";
    let told = team.public.tell(messages).await;
    assert_eq!(told["summary"]["takeHomeMessages"], json!([{ "outcomes": [{ "id": result }] }]));
}
