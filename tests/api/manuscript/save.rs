use std::{collections::BTreeSet, path::Path, time::Duration};

use congress_highlights::bundle::{self, ExportOptions};
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::{Value, json};

use super::{DRAFT, SAVE, Team};
use crate::{
    desk::Desk,
    media::{
        files,
        shown::{self, Sent},
    },
};

#[tokio::test]
async fn a_draft_is_a_first_version_that_the_desk_sees_and_readers_do_not() {
    let team = Team::meet().await;

    let variables = json!({ "lecture": team.lecture, "input": team.input("Asciminib: β and more") });
    let done = team.noor.ask(DRAFT, variables).await["manuscriptDraft"].take();

    assert_eq!(done["manuscript"]["slug"], "asciminib-and-more");
    assert_eq!(done["manuscript"]["stage"], "DRAFT");
    assert_eq!(done["manuscript"]["version"]["number"], 1);
    let list = "{ manuscripts { nodes { slug changedAt lecture { abstractNumber } meeting { slug } summary { slug } } } }";
    let seen = json!({
        "slug": "asciminib-and-more", "changedAt": "2021-05-08T09:00:00Z", "lecture": { "abstractNumber": "LBA-4" },
        "meeting": { "slug": "ash-2020" }, "summary": null,
    });
    for colleague in [&team.noor, &team.sam, &team.ruth, &team.eve] {
        assert_eq!(colleague.tell(list).await["manuscripts"]["nodes"], json!([seen]));
    }
    assert_eq!(team.public.refusal(list, json!({})).await.0, "UNAUTHENTICATED");
    let by =
        "query($id: ID!) { node(id: $id) { id } summary(by: { slug: \"asciminib-and-more\" }) { title } }";
    let told = team.public.ask(by, json!({ "id": done["manuscript"]["id"] })).await;
    assert_eq!(told, json!({ "node": null, "summary": null }));
}

#[tokio::test]
async fn whoever_has_no_seat_at_the_desk_is_refused_whether_or_not_there_is_anything() {
    let team = Team::meet().await;
    let id = team.draft("A title").await;
    let ada = team.public.signed_in("ada@example.org", &[entity::account::Role::Admin]).await;

    for by in [json!({ "id": id }), json!({ "slug": "a-title" }), json!({ "slug": "nothing" })] {
        let document = "query($by: ManuscriptBy!) { manuscript(by: $by) { slug } }";
        assert_eq!(ada.refusal(document, json!({ "by": by })).await.0, "FORBIDDEN");
    }
    let variables = json!({ "lecture": team.lecture, "input": team.input("Another") });
    assert_eq!(team.eve.refusal(DRAFT, variables.clone()).await.0, "FORBIDDEN");
    assert_eq!(team.public.refusal(DRAFT, variables).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_draft_is_written_by_one_statement() {
    let team = Team::meet().await;
    let found =
        team.noor.tell("{ writers(first: 2) { nodes { id } } topics(first: 3) { nodes { id } } }").await;
    let ids = |list: &str| -> Vec<&Value> {
        found[list]["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect()
    };
    let input =
        json!({ "title": "A title", "body": "Words.", "writers": ids("writers"), "topics": ids("topics") });
    let document = "mutation($lecture: ID!, $input: ManuscriptInput!) {
      manuscriptDraft(lecture: $lecture, slug: \"one\", input: $input) {
        problems { code } manuscript { slug stage version { title writers { name } topics { name } } } } }";

    let variables = json!({ "lecture": team.lecture, "input": input });
    let (done, statements) = team.noor.cost_of(document, variables).await;

    let shown = &done["manuscriptDraft"]["manuscript"];
    assert_eq!((&shown["slug"], &shown["stage"]), (&json!("one"), &json!("DRAFT")), "{done}");
    let lists = ["writers", "topics"].map(|list| shown["version"][list].as_array().unwrap().len());
    assert_eq!(lists, [2, 3]);
    // Who asks; all that is written; the writers; the topics. In a file what is written is four rows, an entry between
    // two looks at the head of the log, and an event.
    let is_server = team.public.app.db.reader().get_database_backend() == DbBackend::Postgres;
    assert_eq!(statements, if is_server { 4 } else { 3 + 8 });
}

#[tokio::test]
async fn drafts_of_one_title_at_the_same_time_all_get_a_name() {
    let team = Team::meet().await;
    let variables = json!({ "lecture": team.lecture, "input": team.input("The same") });

    let drafts = (0..8).map(|_| team.noor.ask(DRAFT, variables.clone()));
    let drafts = futures_util::future::join_all(drafts).await;

    let slugs: BTreeSet<_> =
        drafts.iter().map(|done| done["manuscriptDraft"]["manuscript"]["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs.len(), 8);
    assert!(slugs.contains("the-same") && slugs.iter().all(|slug| slug.starts_with("the-same")), "{slugs:?}");
}

#[tokio::test]
async fn a_draft_that_waits_for_an_import_does_not_hold_the_log() {
    let team = Team::meet().await;
    let import = team.public.app.db.begin().await.unwrap();
    if import.get_database_backend() != DbBackend::Postgres {
        return; // In a file there is one writer.
    }
    import.execute_unprepared("LOCK TABLE lecture IN EXCLUSIVE MODE").await.unwrap();

    let variables = json!({ "lecture": team.lecture, "input": team.input("A title") });
    let rest = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        import.execute_unprepared("UPDATE audit_head SET hash = hash").await.unwrap();
        import.commit().await.unwrap();
    };
    let (done, ()) = tokio::join!(team.noor.ask(DRAFT, variables), rest);

    assert_eq!(done["manuscriptDraft"]["problems"], json!([]));
}

#[tokio::test]
async fn a_draft_that_waits_for_an_import_does_not_hold_its_files() {
    let team = Team::meet().await;
    let image = team.noor.upload(&files::png(30, 20)).await;
    let import = team.public.app.db.begin().await.unwrap();
    if import.get_database_backend() != DbBackend::Postgres {
        return; // In a file there is one writer.
    }
    import.execute_unprepared("LOCK TABLE lecture IN EXCLUSIVE MODE").await.unwrap();

    let mut input = team.input("A title");
    input["slides"] = json!([Sent::slide(&image)]);
    let rest = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        import.execute_unprepared("UPDATE media SET bytes = bytes").await.unwrap();
        import.commit().await.unwrap();
    };
    let (done, ()) = tokio::join!(shown::draft(&team, input), rest);

    assert_eq!(done["problems"], json!([]));
}

#[tokio::test]
async fn each_save_is_a_version_and_the_same_again_is_none() {
    let team = Team::meet().await;
    let id = team.draft("First").await;

    let second = json!({ "id": id, "version": 1, "input": team.input("Second") });
    let done = team.sam.ask(SAVE, second.clone()).await["manuscriptSave"].take();
    assert_eq!(
        done["manuscript"]["version"],
        json!({ "number": 2, "title": "Second", "savedBy": { "name": "sam@example.org" } })
    );
    let again = team.sam.ask(SAVE, second).await["manuscriptSave"].take();
    assert_eq!(again, done);

    let versions = "query($id: ID!) { manuscript(by: { id: $id }) { versions { number title savedBy { name } } steps { kind version } } }";
    let told = team.ruth.ask(versions, json!({ "id": id })).await["manuscript"].take();
    assert_eq!(
        told,
        json!({
            "versions": [
                { "number": 2, "title": "Second", "savedBy": { "name": "sam@example.org" } },
                { "number": 1, "title": "First", "savedBy": { "name": "noor@example.org" } },
            ],
            "steps": [{ "kind": "SAVE", "version": 2 }, { "kind": "SAVE", "version": 1 }],
        })
    );
}

#[tokio::test]
async fn who_was_overtaken_is_shown_what_the_other_wrote_and_nothing_is_lost() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let saved = |title: &str| json!({ "id": id, "version": 1, "input": team.input(title) });

    let (noor, sam) = tokio::join!(team.noor.ask(SAVE, saved("Noor's")), team.sam.ask(SAVE, saved("Sam's")));

    let (mut won, mut lost) = (noor["manuscriptSave"].clone(), sam["manuscriptSave"].clone());
    if won["manuscript"].is_null() {
        std::mem::swap(&mut won, &mut lost);
    }
    assert_eq!(won["problems"], json!([]));
    assert_eq!(lost["manuscript"], Value::Null);
    assert_eq!(lost["problems"], json!([{ "code": "CONFLICT", "path": ["expectedVersion"] }]));
    assert_eq!(lost["theirs"]["title"], won["manuscript"]["version"]["title"]);
    assert_eq!(lost["theirs"]["bodyMarkdown"], "## Background\n\nA **new** drug.");
    let count = "query($id: ID!) { manuscript(by: { id: $id }) { versions { number } } }";
    let versions = team.noor.ask(count, json!({ "id": id })).await;
    assert_eq!(versions["manuscript"]["versions"], json!([{ "number": 2 }, { "number": 1 }]));
}

#[tokio::test]
async fn what_is_not_released_travels_in_no_bundle() {
    let desk = Desk::open().await;
    desk.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).await;
    let team = Team::at(desk).await;
    team.draft("Not yet").await;
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle");

    bundle::export(&team.public.app, &bundle, ExportOptions::default()).await.unwrap();

    assert!(!bundle.join("summaries/not-yet.md").exists());
    let other = Desk::open().await;
    other.import(&bundle).await;
    let counted = "{ summaries { totalCount } }";
    assert_eq!(other.tell(counted).await, team.public.tell(counted).await);
}

#[tokio::test]
async fn what_cannot_be_saved_is_told_where_it_stands() {
    let team = Team::meet().await;
    let nobody = "writer_01h455vb4pex5vsknk084sn02q";
    let result = team.result().await;

    for (field, value, code) in [
        ("title", json!("  "), "BAD_TITLE"),
        ("title", json!("x".repeat(301)), "BAD_TITLE"),
        ("leadMessage", json!("x".repeat(1001)), "BAD_LEAD_MESSAGE"),
        ("body", json!("A <script>alert(1)</script>"), "BAD_BODY"),
        ("body", json!("A ![curve](https://example.org/a.png)"), "BAD_BODY"),
        ("body", json!("A ![curve][1]\n\n[1]: https://example.org/a.png"), "BAD_BODY"),
        ("language", json!("English"), "BAD_LANGUAGE"),
        ("takeHomeMessages", json!([{ "text": " " }]), "BAD_TAKE_HOME_MESSAGES"),
        (
            "takeHomeMessages",
            json!([{ "text": "x", "outcomes": ["outcome_01h455vb4pex5vsknk084sn02q"] }]),
            "BAD_REFERENCE",
        ),
        ("takeHomeMessages", json!([{ "text": "x", "outcomes": [result, result] }]), "BAD_REFERENCE"),
        ("writers", json!([nobody]), "BAD_REFERENCE"),
        ("writers", json!([team.writer, team.writer]), "BAD_REFERENCE"),
        ("topics", json!(["topic_01h455vb4pex5vsknk084sn02q"]), "BAD_REFERENCE"),
    ] {
        let mut input = team.input("A title");
        input[field] = value;
        let done = team.noor.ask(DRAFT, json!({ "lecture": team.lecture, "input": input })).await;
        assert_eq!(done["manuscriptDraft"]["problems"][0]["code"], code, "{field}");
        assert_eq!(done["manuscriptDraft"]["problems"][0]["path"], json!(["input", field]));
    }
    assert_eq!(team.noor.tell("{ manuscripts { totalCount } }").await["manuscripts"]["totalCount"], 0);
}
