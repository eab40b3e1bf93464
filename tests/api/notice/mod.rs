//! What is told about a summary after it was published.

use serde_json::{Value, json};

use crate::{
    desk::{Desk, MORNING},
    manuscript::{SAVE, Team, step},
};

const ISSUE: &str = "mutation($summary: ID!, $input: NoticeInput!) {
  noticeIssue(summary: $summary, input: $input) { notice { kind summary { slug } } problems { code path } }
}";

const READ: &str = "{ summary(by: { slug: \"asciminib\" }) {
  id title standing publishedAt notices { kind reason issuer issuedAt before { title bodyMarkdown } }
} }";

async fn issue(desk: &Desk, summary: &Value, input: Value) -> Value {
    desk.ask(ISSUE, json!({ "summary": summary, "input": input })).await["noticeIssue"].take()
}

async fn read(desk: &Desk) -> Value {
    desk.tell(READ).await["summary"].take()
}

/// A published summary: the id of its manuscript and its own.
async fn published(team: &Team) -> (Value, Value) {
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");
    (id, read(&team.public).await["id"].take())
}

/// The next version of it, approved.
async fn amended(team: &Team, id: &Value, version: i32, title: &str) {
    team.noor.ask(SAVE, json!({ "id": id, "version": version, "input": team.input(title) })).await;
    assert_eq!(step(&team.noor, "Submit", id, version + 1, "").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "Approve", id, version + 1, "").await, "APPROVED");
}

#[tokio::test]
async fn a_correction_is_made_in_the_open_and_what_it_said_before_stays_readable() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    amended(&team, &id, 1, "Asciminib, corrected").await;
    assert_eq!(read(&team.public).await["title"], "Asciminib");
    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "IS_OUT");

    team.public.set_clock(MORNING + 60_000_000);
    let input =
        json!({ "kind": "CORRECTION", "reason": "The dose was wrong.", "issuer": "The desk", "version": 2 });
    let done = issue(&team.eve, &summary, input).await;

    assert_eq!(done["notice"], json!({ "kind": "CORRECTION", "summary": { "slug": "asciminib" } }));
    let told = json!({
        "id": summary, "title": "Asciminib, corrected", "standing": "CORRECTED", "publishedAt": "2021-05-08T09:00:00Z",
        "notices": [{
            "kind": "CORRECTION", "reason": "The dose was wrong.", "issuer": "The desk",
            "issuedAt": "2021-05-08T09:01:00Z",
            "before": { "title": "Asciminib", "bodyMarkdown": "## Background\n\nA **new** drug." },
        }],
    });
    assert_eq!(read(&team.public).await, told);
    let before = "{ summary(by: { slug: \"asciminib\" }) { notices { before {
      takeHomeMessages references { title } rights { basis } funding { kind } disclosures { state } slides { caption }
    } } } }";
    let before = team.public.tell(before).await["summary"]["notices"][0]["before"].take();
    assert_eq!(before["takeHomeMessages"], json!(["It is new."]));
    assert_eq!(before["slides"], json!([]));
    let input = team.input("Asciminib");
    for said in ["references", "funding", "disclosures"] {
        let wanted = input[said].as_array().map_or(0, Vec::len);
        assert_eq!(before[said].as_array().map(Vec::len), Some(wanted), "{said}");
    }
    assert_eq!(before["rights"]["basis"], input["rights"]["basis"]);
    let all =
        "{ notices(where: { kind: { eq: CORRECTION } }) { totalCount nodes { reason summary { title } } } }";
    assert_eq!(
        team.public.tell(all).await["notices"],
        json!({ "totalCount": 1, "nodes": [{ "reason": "The dose was wrong.", "summary": { "title": "Asciminib, corrected" } }] })
    );
}

#[tokio::test]
async fn the_desk_tells_the_version_that_readers_see_from_the_latest_and_who_issued_a_notice() {
    const STANDS: &str = "query($id: ID!) { manuscript(by: { id: $id }) {
      version { number } publishedVersion { number title } first: versionByNumber(number: 1) { title } versionByNumber(number: 9) { title }
    } }";
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let seen = async || {
        let told = team.eve.ask(STANDS, json!({ "id": id })).await;
        told["manuscript"]["publishedVersion"]["number"].as_i64()
    };
    assert_eq!(seen().await, None);
    step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await;
    assert_eq!(seen().await, None);
    team.public.set_clock(MORNING + 3_600_000_000);
    assert_eq!(seen().await, Some(1));
    amended(&team, &id, 1, "Asciminib, corrected").await;
    let told = team.eve.ask(STANDS, json!({ "id": id })).await["manuscript"].take();
    let expected = json!({
        "version": { "number": 2 }, "publishedVersion": { "number": 1, "title": "Asciminib" },
        "first": { "title": "Asciminib" }, "versionByNumber": null,
    });
    assert_eq!(told, expected);

    let summary = read(&team.public).await["id"].take();
    let input = json!({ "kind": "CORRECTION", "reason": "The dose.", "issuer": "The desk", "version": 2 });
    issue(&team.eve, &summary, input).await;
    assert_eq!(seen().await, Some(2));
    let by = "{ notices { nodes { issuer issuedBy { name } } } }";
    let issued = json!([{ "issuer": "The desk", "issuedBy": { "name": "eve@example.org" } }]);
    assert_eq!(team.noor.tell(by).await["notices"]["nodes"], issued);
    assert_eq!(team.public.refusal(by, json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_doubt_and_a_retraction_mark_the_text_and_leave_it() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    let notice = |kind: &str| json!({ "kind": kind, "reason": "It is looked into.", "issuer": "The desk" });

    issue(&team.eve, &summary, notice("EXPRESSION_OF_CONCERN")).await;
    assert_eq!(read(&team.public).await["standing"], "EXPRESSION_OF_CONCERN");
    amended(&team, &id, 1, "Asciminib after all").await;
    issue(&team.eve, &summary, notice("RETRACTION")).await;

    let told = read(&team.public).await;
    assert_eq!((&told["standing"], &told["title"]), (&json!("RETRACTED"), &json!("Asciminib")));
    assert_eq!(told["notices"][1]["before"], Value::Null);
    let input = json!({ "kind": "CORRECTION", "reason": "Not so.", "issuer": "The desk", "version": 2 });
    assert_eq!(issue(&team.eve, &summary, input).await["problems"][0]["code"], "RETRACTED");
    assert_eq!(read(&team.public).await["title"], "Asciminib");
}

#[tokio::test]
async fn what_is_retracted_is_worked_on_no_more() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    let waiting = "{ waiting { totalCount } }";
    assert_eq!(team.noor.tell(waiting).await["waiting"]["totalCount"], 1);
    let retraction = json!({ "kind": "RETRACTION", "reason": "So.", "issuer": "The desk" });
    assert_eq!(issue(&team.eve, &summary, retraction).await["problems"], json!([]));

    let save = "mutation($id: ID!, $input: ManuscriptInput!) {
      save: manuscriptSave(id: $id, expectedVersion: 2, input: $input) { problems { code message } }
      again: manuscriptRestore(id: $id, version: 1, expectedVersion: 2) { problems { code message } }
      submit: manuscriptSubmit(id: $id, version: 2) { problems { code message } }
    }";
    let done = team.noor.ask(save, json!({ "id": id, "input": team.input("Third") })).await;
    let sentence = "It is retracted, for good; nothing of it is changed any more.";
    for deed in ["save", "again", "submit"] {
        assert_eq!(done[deed]["problems"], json!([{ "code": "RETRACTED", "message": sentence }]), "{deed}");
    }
    assert_eq!(step(&team.ruth, "Approve", &id, 2, "").await, "RETRACTED");
    for colleague in [&team.noor, &team.ruth, &team.eve] {
        assert_eq!(colleague.tell(waiting).await["waiting"]["totalCount"], 0);
    }
}

#[tokio::test]
async fn a_correction_that_says_the_same_corrects_nothing() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Another") })).await;
    amended(&team, &id, 2, "Asciminib").await;

    for kind in ["CORRECTION", "ERRATUM", "SOURCE_CHANGED", "CLARIFICATION"] {
        let input = json!({ "kind": kind, "reason": "So.", "issuer": "The desk", "version": 3 });
        let done = issue(&team.eve, &summary, input).await;
        let problem = json!([{ "code": "UNCHANGED", "path": ["input", "version"] }]);
        assert_eq!(done["problems"], problem, "{kind}");
    }
    assert_eq!(read(&team.public).await["notices"], json!([]));
}

#[tokio::test]
async fn a_notice_that_cannot_be_issued_changes_nothing() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    let drafted = team.draft("A draft").await;
    let hidden = json!(drafted.as_str().unwrap().replace("manuscript_", "summary_"));
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;

    for (summary, kind, reason, issuer, version, code) in [
        (&hidden, "RETRACTION", "So.", "The desk", None, "NOT_FOUND"),
        (&summary, "RETRACTION", " ", "The desk", None, "NO_REASON"),
        (&summary, "RETRACTION", "So.", "", None, "NO_ISSUER"),
        (&summary, "CORRECTION", "So.", "The desk", None, "NO_VERSION"),
        (&summary, "CORRECTION", "So.", "The desk", Some(1), "BAD_VERSION"),
        (&summary, "CORRECTION", "So.", "The desk", Some(2), "BAD_VERSION"),
        (&summary, "RETRACTION", "So.", "The desk", Some(1), "BAD_VERSION"),
        (&summary, "ARCHIVING", "So.", "The desk", Some(1), "BAD_VERSION"),
    ] {
        let input = json!({ "kind": kind, "reason": reason, "issuer": issuer, "version": version });
        let done = issue(&team.eve, summary, input).await;
        assert_eq!(done["problems"][0]["code"], code);
        assert_eq!(done["notice"], Value::Null);
    }
    let told = read(&team.public).await;
    assert_eq!((&told["standing"], &told["notices"]), (&json!("CURRENT"), &json!([])));
    let input = json!({ "kind": "RETRACTION", "reason": "So.", "issuer": "The desk" });
    let variables = json!({ "summary": summary, "input": input });
    for viewer in [&team.noor, &team.ruth] {
        assert_eq!(viewer.refusal(ISSUE, variables.clone()).await.0, "FORBIDDEN");
    }
    assert_eq!(team.public.refusal(ISSUE, variables).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn of_notices_at_once_nothing_follows_a_retraction() {
    let team = Team::meet().await;
    let (_, summary) = published(&team).await;
    let retraction = || json!({ "kind": "RETRACTION", "reason": "So.", "issuer": "The desk" });

    let issued =
        futures_util::future::join_all((0..6).map(|_| issue(&team.eve, &summary, retraction()))).await;

    let refused = issued.iter().filter(|done| done["problems"][0]["code"] == "RETRACTED");
    assert_eq!(refused.count(), 5, "{issued:?}");
    assert_eq!(read(&team.public).await["notices"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_text_is_not_corrected_while_its_lecture_is_under_an_embargo_again() {
    let team = Team::meet().await;
    let (id, summary) = published(&team).await;
    amended(&team, &id, 1, "Asciminib, corrected").await;
    let set = "mutation($lecture: ID!, $at: DateTime, $rule: EmbargoRule!) {
      embargoSet(lectures: [$lecture], rule: $rule, at: $at, reason: \"A test.\") { problems { code } }
    }";
    let correct = "mutation($summary: ID!) { noticeIssue(summary: $summary, input: {
      kind: CORRECTION, reason: \"So.\", issuer: \"The desk\", version: 2
    }) { problems { code message path } } }";
    for (embargo, until) in [
        (json!({ "rule": "FIXED_INSTANT", "at": "2021-05-09T12:00:00Z" }), "until 2021-05-09T12:00:00Z"),
        (json!({ "rule": "ORGANISER_NOTICE" }), "that lifts when its organiser says so"),
    ] {
        let mut variables = embargo;
        variables["lecture"] = team.lecture.clone();
        assert_eq!(team.eve.ask(set, variables).await["embargoSet"]["problems"], json!([]));

        let done = team.eve.ask(correct, json!({ "summary": summary })).await;

        let problem = &done["noticeIssue"]["problems"][0];
        assert_eq!((&problem["code"], &problem["path"]), (&json!("EMBARGOED"), &json!(["input", "version"])));
        let message = problem["message"].as_str().unwrap();
        assert!(message.contains(until) && !message.contains("release"), "{message}");
    }
    let doubt = json!({ "kind": "EXPRESSION_OF_CONCERN", "reason": "So.", "issuer": "The desk" });
    assert_eq!(issue(&team.eve, &summary, doubt).await["problems"], json!([]));
}

#[tokio::test]
async fn what_waits_for_its_moment_is_not_changed_under_it() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-09T09:00:00Z\"").await, "SCHEDULED");

    let input = team.input("Second");
    let save = "mutation($id: ID!, $input: ManuscriptInput!) {
      manuscriptSave(id: $id, expectedVersion: 1, input: $input) { problems { code message } }
    }";
    let done = team.noor.ask(save, json!({ "id": id, "input": input })).await;

    let message = "It is released for later; withdraw the release first.";
    let problems = json!([{ "code": "WRONG_STAGE", "message": message }]);
    assert_eq!(done["manuscriptSave"]["problems"], problems);
}
