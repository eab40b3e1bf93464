use std::{fs, path::Path};

use congress_highlights::bundle::{self, ImportOptions};
use entity::account::Role;
use serde_json::{Value, json};

use super::{Team, step};
use crate::desk::Desk;

const IMPORT: &str = "mutation($files: [SummaryFileInput!]!, $policy: BulkPolicy) {
  summaryImport(files: $files, policy: $policy) {
    results { name manuscript { slug stage version { number title bodyMarkdown reason takeHomeMessages { text } writers { id } topics { slug } } } problems { line field message } }
  }
}";

/// A page of the format of bundles, and what else its front matter says.
fn page(slug: &str, more: &str) -> Value {
    let markdown = format!(
        "---\nslug: {slug}\nlecture: ash20-2\ntitle: A test\nlead_message: In short.\nlanguage: en\nwriters: [demonstration-desk]\ntopics: [thrombocytopenia]\n{more}---\n\n## Background\n\nA test.\n"
    );
    json!({ "name": format!("{slug}.md"), "markdown": markdown })
}

async fn import(desk: &Desk, files: Value, policy: &str) -> Value {
    desk.ask(IMPORT, json!({ "files": files, "policy": policy })).await["summaryImport"]["results"].take()
}

async fn drafts(desk: &Desk) -> Value {
    desk.tell("{ manuscripts { totalCount } }").await["manuscripts"]["totalCount"].take()
}

#[tokio::test]
async fn a_writers_file_becomes_a_draft_with_what_it_cites() {
    let team = Team::meet().await;
    let more = "take_home_messages:\n  - text: A message.\nreferences:\n  - reference: blood-2022-140-1254\n    role: later_publication\nsources: [nature-mpn]\n";

    let told = import(&team.noor, json!([page("from-a-file", more)]), "ALL_OR_NOTHING").await;

    assert_eq!(told[0]["problems"], json!([]));
    let version = &told[0]["manuscript"]["version"];
    assert_eq!(told[0]["manuscript"]["stage"], "DRAFT");
    assert_eq!(version["bodyMarkdown"], "## Background\n\nA test.");
    assert_eq!(version["reason"], "From from-a-file.md.");
    assert_eq!(version["takeHomeMessages"], json!([{ "text": "A message." }]));
    assert_eq!(version["topics"], json!([{ "slug": "thrombocytopenia" }]));
    assert_eq!(version["writers"].as_array().unwrap().len(), 1);
    let citing = "{ reference(by: { slug: \"blood-2022-140-1254\" }) { summaries { nodes { slug } } } }";
    assert!(!team.public.tell(citing).await.to_string().contains("from-a-file"));
    let begun = "{ manuscript(by: { slug: \"from-a-file\" }) { id lecture { presenters { id } } version {
      hash references { id } referenceRoles { reference { id } role } sources { id slug }
    } } }";
    let begun = team.noor.tell(begun).await["manuscript"].take();
    let id = &begun["id"];
    let presenters = begun["lecture"]["presenters"].as_array().unwrap().iter();
    let mut input = team.input("From a file");
    input["disclosures"] =
        presenters.map(|one| json!({ "person": one["id"], "state": "NOT_ASKED" })).collect();
    let ids = |all: &Value| all.as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Value>();
    let version = &begun["version"];
    input["references"] = ids(&version["references"]);
    input["sources"] = ids(&version["sources"]);
    let role = json!({ "reference": version["references"][0], "role": "LATER_PUBLICATION" });
    assert_eq!(version["referenceRoles"], json!([role]));
    assert_eq!(version["sources"][0]["slug"], "nature-mpn");
    input["referenceRoles"] =
        json!([{ "reference": version["references"][0]["id"], "role": "LATER_PUBLICATION" }]);
    let before = "{ summary(by: { slug: \"from-a-file\" }) { id } }";
    assert_eq!(team.public.tell(before).await["summary"], Value::Null);
    team.noor.ask(super::SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    step(&team.noor, "Submit", id, 2, "").await;
    step(&team.ruth, "Approve", id, 2, "").await;
    assert_eq!(step(&team.eve, "Release", id, 2, "").await, "PUBLISHED");
    let cited = "{ summary(by: { slug: \"from-a-file\" }) { references { role reference { slug } } sources { slug } } }";
    let expected = json!({
        "references": [{ "role": "LATER_PUBLICATION", "reference": { "slug": "blood-2022-140-1254" } }],
        "sources": [{ "slug": "nature-mpn" }],
    });
    assert_eq!(team.public.tell(cited).await["summary"], expected);
}

#[tokio::test]
async fn what_is_named_twice_among_many_is_told_with_both_places() {
    let team = Team::meet().await;
    let (one, other) = (team.draft("One").await, team.draft("Other").await);
    let version = |id: &Value| json!({ "id": id, "version": 1 });
    let named = json!([version(&one), version(&other), version(&one)]);
    let document = "mutation($named: [ManuscriptVersionInput!]!, $policy: BulkPolicy!) {
      manuscriptsSubmit(manuscripts: $named, policy: $policy) {
        results { manuscript { stage } problems { code message } }
      }
    }";
    let submit = async |policy: &str| {
        let variables = json!({ "named": named, "policy": policy });
        team.noor.ask(document, variables).await["manuscriptsSubmit"]["results"].take()
    };
    let twice = json!([{ "code": "TWICE", "message": "It is named twice: in place 0 and in place 2, counted from 0." }]);

    let none = json!({ "manuscript": null, "problems": [] });
    let refused = json!({ "manuscript": null, "problems": twice });
    assert_eq!(submit("ALL_OR_NOTHING").await, json!([none, none, refused]));
    let done = json!({ "manuscript": { "stage": "IN_REVIEW" }, "problems": [] });
    assert_eq!(submit("GOOD_ONES").await, json!([done, done, refused]));
}

#[tokio::test]
async fn every_fault_of_a_file_is_told_with_its_line_and_the_policy_decides_about_the_others() {
    let team = Team::meet().await;
    let faulty = json!({ "name": "faulty.md", "markdown": "---\nslug: faulty\nlecture: nowhere\ntitel: A test\nlead_message: In short.\nlanguage: en\nstatus: published\npublished_at: 2020-12-07T09:00:00Z\nwriters: [nobody]\n---\n\nA <b>body</b>.\n" });
    let files = json!([page("good", ""), faulty, page("good", ""), page("ascembl-asciminib-bosutinib", ""), { "name": "none.md", "markdown": "No front matter." }]);

    let told = import(&team.noor, files.clone(), "ALL_OR_NOTHING").await;

    assert_eq!((&told[0]["manuscript"], &told[0]["problems"]), (&Value::Null, &json!([])));
    let lines: Vec<_> = told[1]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["line"].as_i64().unwrap(), problem["field"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [
        (2, "title"),
        (3, "lecture"),
        (4, ""),
        (7, "status"),
        (8, "published_at"),
        (9, "writers"),
        (12, "body"),
    ];
    assert_eq!(lines, expected.map(|(line, field)| (line, field.to_owned())), "{}", told[1]);
    assert_eq!(told[2]["problems"][0]["message"], "“good” is the slug of another file");
    assert_eq!(told[3]["problems"][0]["field"], "slug");
    assert_eq!(told[3]["problems"][0]["line"], 2);
    assert_eq!(told[4]["problems"][0]["line"], 1);
    assert_eq!(drafts(&team.noor).await, 0);

    let told = import(&team.noor, files, "GOOD_ONES").await;
    assert_eq!(told[0]["manuscript"]["slug"], "good");
    assert!(told.as_array().unwrap()[1..].iter().all(|result| result["manuscript"].is_null()));
    assert_eq!(drafts(&team.noor).await, 1);
    let again = import(&team.sam, json!([page("good", "")]), "GOOD_ONES").await;
    assert_eq!(
        again[0]["problems"],
        json!([{ "line": 2, "field": "slug", "message": "Another summary has this name in addresses." }])
    );
    assert_eq!(team.ruth.refusal(IMPORT, json!({ "files": [] })).await.0, "FORBIDDEN");
}

const SUBMIT: &str = "mutation($all: [ManuscriptVersionInput!]!, $policy: BulkPolicy) {
  manuscriptsSubmit(manuscripts: $all, policy: $policy) { results { manuscript { stage } problems { code } } }
}";

const RELEASE: &str = "mutation($all: [ManuscriptVersionInput!]!, $policy: BulkPolicy, $at: DateTime) {
  manuscriptsRelease(manuscripts: $all, policy: $policy, at: $at) { results { manuscript { stage releasedAt } problems { code } } }
}";

#[tokio::test]
async fn many_are_submitted_and_released_all_or_none_or_those_that_can() {
    let team = Team::meet().await;
    let (one, two) = (team.draft("One").await, team.draft("Two").await);
    let both = |second: i32| json!([{ "id": one, "version": 1 }, { "id": two, "version": second }]);
    let stage = async |id: &Value| {
        let told = team
            .noor
            .ask("query($id: ID!) { manuscript(by: { id: $id }) { stage } }", json!({ "id": id }))
            .await;
        told["manuscript"]["stage"].as_str().unwrap().to_owned()
    };

    let told = team.noor.ask(SUBMIT, json!({ "all": both(2) })).await["manuscriptsSubmit"]["results"].take();
    assert_eq!(
        told,
        json!([{ "manuscript": null, "problems": [] }, { "manuscript": null, "problems": [{ "code": "NO_VERSION" }] }])
    );
    assert_eq!(stage(&one).await, "DRAFT");
    let told = team.noor.ask(SUBMIT, json!({ "all": both(2), "policy": "GOOD_ONES" })).await["manuscriptsSubmit"]["results"].take();
    assert_eq!(told[0], json!({ "manuscript": { "stage": "IN_REVIEW" }, "problems": [] }));
    assert_eq!((stage(&one).await, stage(&two).await), ("IN_REVIEW".to_owned(), "DRAFT".to_owned()));
    step(&team.noor, "Submit", &two, 1, "").await;
    for id in [&one, &two] {
        step(&team.ruth, "Approve", id, 1, "").await;
    }

    let at = "2021-06-01T09:00:00Z";
    let told =
        team.eve.ask(RELEASE, json!({ "all": both(1), "at": at })).await["manuscriptsRelease"]["results"]
            .take();
    let scheduled = json!({ "manuscript": { "stage": "SCHEDULED", "releasedAt": at }, "problems": [] });
    assert_eq!(told, json!([scheduled, scheduled]));
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let log = "{ auditEntries(where: { deed: { eq: MANUSCRIPT_RELEASE } }) { totalCount } }";
    assert_eq!(ada.tell(log).await["auditEntries"]["totalCount"], 2);
    let variables = json!({ "all": both(1) });
    assert_eq!(team.noor.refusal(RELEASE, variables.clone()).await.0, "FORBIDDEN");
    assert_eq!(team.eve.refusal(SUBMIT, variables).await.0, "FORBIDDEN");
}

#[tokio::test]
async fn two_who_release_the_same_in_another_order_both_get_an_answer() {
    let team = Team::meet().await;
    let mut all = Vec::new();
    for number in 0..4 {
        all.push(json!({ "id": team.approved_as(number).await, "version": 1 }));
    }
    let forth = json!({ "all": all });
    all.reverse();
    let back = json!({ "all": all });

    let (one, other) = tokio::join!(team.eve.ask(RELEASE, forth), team.eve.ask(RELEASE, back));

    let done = [one, other].map(|told| told["manuscriptsRelease"]["results"][0]["manuscript"].is_null());
    assert!(done == [true, false] || done == [false, true], "{done:?}");
}

#[tokio::test]
async fn a_bundle_does_not_change_or_hide_what_was_retracted() {
    let desk = Desk::open().await;
    desk.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).await;
    let team = Team::at(desk).await;
    let read = "{ summary(by: { slug: \"a-treat-tranexamic-acid\" }) { id title standing } }";
    let before = team.public.tell(read).await["summary"].take();
    let retract = "mutation($id: ID!) { noticeIssue(summary: $id, input: { kind: RETRACTION, reason: \"A test.\", issuer: \"The desk\" }) { problems { code } } }";
    let done = team.eve.ask(retract, json!({ "id": before["id"] })).await;
    assert_eq!(done["noticeIssue"]["problems"], json!([]));
    let (folder, app) = (tempfile::tempdir().unwrap(), &team.public.app);
    let bundle = folder.path().join("bundle");
    let as_it_is = bundle::ExportOptions { without_notices: true };
    bundle::export(app, &bundle, as_it_is).await.unwrap();
    let page = bundle.join("summaries/a-treat-tranexamic-acid.md");
    let text = fs::read_to_string(&page).unwrap();

    for (old, new) in [("ranexamic acid", "ranexamic acid, changed,"), ("status: published", "status: draft")]
    {
        assert!(text.contains(old), "{text}");
        fs::write(&page, text.replacen(old, new, 1)).unwrap();
        let told = bundle::import(app, &bundle, ImportOptions::default()).await.unwrap_err().to_string();
        assert!(told.contains("has a manuscript or a notice at the desk"), "{told}");
    }

    let after = team.public.tell(read).await["summary"].take();
    assert_eq!(after, json!({ "id": before["id"], "title": before["title"], "standing": "RETRACTED" }));
}

#[tokio::test]
async fn a_bundle_does_not_overwrite_what_the_desk_writes() {
    let desk = Desk::open().await;
    desk.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).await;
    let team = Team::at(desk).await;
    let id = team.approved("From the desk").await;
    step(&team.eve, "Release", &id, 1, "").await;
    team.draft("Not yet").await;
    let (folder, app) = (tempfile::tempdir().unwrap(), &team.public.app);
    let bundle = folder.path().join("bundle");
    bundle::export(app, &bundle, bundle::ExportOptions::default()).await.unwrap();
    let import = async || bundle::import(app, &bundle, ImportOptions::default()).await;

    assert_eq!(import().await.unwrap().total().written(), 0, "what is the same may come again");

    let page = bundle.join("summaries/from-the-desk.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("From the desk", "From a file")).unwrap();
    fs::write(bundle.join("summaries/not-yet.md"), text.replace("from-the-desk", "not-yet")).unwrap();
    let told = import().await.unwrap_err().to_string();
    for slug in ["from-the-desk", "not-yet"] {
        let sentence = format!(
            "summaries/{slug}.md:1: “{slug}” has a manuscript or a notice at the desk, and differs from what is there;"
        );
        assert!(told.contains(&sentence), "{told}");
    }
    let title = "{ summary(by: { slug: \"from-the-desk\" }) { title } }";
    assert_eq!(team.public.tell(title).await["summary"]["title"], "From the desk");
}
