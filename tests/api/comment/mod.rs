//! What colleagues remark.

use entity::account::Role;
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    manuscript::{SAVE, Team, step},
};

const COMMENT: &str = "mutation($id: ID!, $version: Int!, $field: String, $range: TextRangeInput, $text: String!, $blocks: Boolean) {
  manuscriptComment(id: $id, version: $version, field: $field, range: $range, text: $text, isBlocking: $blocks) {
    comment { id quote field } problems { code path }
  }
}";

const RESOLVE: &str = "mutation($id: ID!) { commentResolve(id: $id) { comment { state resolvedBy { name } } problems { code message } } }";

const COMMENTS: &str = "query($id: ID!) { manuscript(by: { id: $id }) { comments { totalCount nodes {
  text version field quote range { start end } anchor { start end } isDetached isBlocking state
  writtenBy { name } resolvedBy { name } replies { text writtenBy { name } }
} } } }";

/// A remark that is written: its id.
pub(crate) async fn remark(desk: &Desk, variables: Value) -> Value {
    let mut done = desk.ask(COMMENT, variables).await["manuscriptComment"].take();
    assert_eq!(done["problems"], json!([]));
    done["comment"]["id"].take()
}

async fn comments(desk: &Desk, id: &Value) -> Value {
    desk.ask(COMMENTS, json!({ "id": id })).await["manuscript"]["comments"]["nodes"].take()
}

#[tokio::test]
async fn a_comment_follows_its_words_and_is_never_lost() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let on =
        |range: Value| json!({ "id": id, "version": 1, "field": "body", "range": range, "text": "Which?" });
    // “drug” in “## Background\n\nA **new** drug.”
    remark(&team.ruth, on(json!({ "start": 25, "end": 29 }))).await;
    remark(&team.ruth, json!({ "id": id, "version": 1, "field": "takeHomeMessages", "text": "More." })).await;
    remark(&team.eve, json!({ "id": id, "version": 1, "text": "In all: good." })).await;

    let first = comments(&team.noor, &id).await;
    let expected = json!({
        "text": "Which?", "version": 1, "field": "body", "quote": "drug", "range": { "start": 25, "end": 29 },
        "anchor": { "start": 25, "end": 29 }, "isDetached": false, "isBlocking": false, "state": "OPEN",
        "writtenBy": { "name": "ruth@example.org" }, "resolvedBy": null, "replies": [],
    });
    assert_eq!(first[0], expected);
    assert_eq!((&first[1]["field"], &first[1]["quote"]), (&json!("takeHomeMessages"), &Value::Null));
    assert_eq!((&first[2]["field"], &first[2]["isDetached"]), (&Value::Null, &json!(false)));

    let mut input = team.input("First");
    input["body"] = json!("Any drug.\n\n## Background\n\nA **new** drug.");
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    let moved = comments(&team.noor, &id).await;
    assert_eq!(moved[0]["anchor"], json!({ "start": 36, "end": 40 }), "the one whose surroundings it knows");
    assert_eq!(moved[0]["range"], expected["range"]);

    input["body"] = json!("## Background\n\nA **new** compound.");
    team.noor.ask(SAVE, json!({ "id": id, "version": 2, "input": input })).await;
    let detached = comments(&team.noor, &id).await;
    assert_eq!((&detached[0]["anchor"], &detached[0]["isDetached"]), (&Value::Null, &json!(true)));
    assert_eq!((&detached[0]["quote"], &detached[0]["text"]), (&json!("drug"), &json!("Which?")));
}

#[tokio::test]
async fn a_comment_is_answered_and_resolved_and_the_log_knows() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let comment =
        remark(&team.ruth, json!({ "id": id, "version": 1, "field": "title", "text": "Too short?" })).await;

    let reply = "mutation($id: ID!, $text: String!) { commentReply(id: $id, text: $text) { comment { replies { text } } problems { code } } }";
    team.noor.ask(reply, json!({ "id": comment, "text": "No." })).await;
    let done = team.noor.ask(reply, json!({ "id": comment, "text": "Well." })).await;
    assert_eq!(done["commentReply"]["comment"]["replies"], json!([{ "text": "No." }, { "text": "Well." }]));
    let empty = team.noor.ask(reply, json!({ "id": comment, "text": " " })).await;
    assert_eq!(empty["commentReply"]["problems"], json!([{ "code": "BAD_TEXT" }]));
    let done = team.noor.ask(RESOLVE, json!({ "id": comment })).await;
    let resolved = json!({ "state": "RESOLVED", "resolvedBy": { "name": "noor@example.org" } });
    assert_eq!(done["commentResolve"]["comment"], resolved);
    let again = team.ruth.ask(RESOLVE, json!({ "id": comment })).await;
    assert_eq!(again["commentResolve"]["problems"][0]["code"], "RESOLVED");

    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let entries = ada.tell("{ auditEntries { nodes { deed subjectId } } }").await;
    let mut deeds = entries["auditEntries"]["nodes"].as_array().unwrap().clone();
    deeds.retain(|entry| entry["subjectId"] == comment);
    let deeds: Vec<_> = deeds.iter().map(|entry| entry["deed"].as_str().unwrap()).collect();
    assert_eq!(deeds, ["COMMENT_RESOLVE", "COMMENT_REPLY", "COMMENT_REPLY", "COMMENT_WRITE"]);
    let open = "query($id: ID!) { manuscript(by: { id: $id }) { comments(where: { state: { eq: OPEN } }) { totalCount } } }";
    assert_eq!(team.eve.ask(open, json!({ "id": id })).await["manuscript"]["comments"]["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_that_was_resolved_too_soon_is_opened_again_and_the_desk_hears_of_it() {
    const REOPEN: &str = "mutation($id: ID!) { commentReopen(id: $id) { comment { state resolvedBy { name } } problems { code } } }";
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let service = team.public.on_a_port().await;
    let mut socket = service.socket(team.eve.secret()).await;
    let heard = "subscription { deskEvents { kind by { name } version manuscript { id } } }";
    socket.subscribe("1", heard, json!({})).await;
    socket.settled().await;

    let variables = json!({ "id": id, "version": 1, "field": "body", "text": "A must.", "blocks": true });
    let comment = json!({ "id": remark(&team.ruth, variables).await });
    let again = team.ruth.ask(REOPEN, comment.clone()).await;
    assert_eq!(again["commentReopen"]["problems"], json!([{ "code": "OPEN" }]));
    team.ruth.ask(RESOLVE, comment.clone()).await;
    let refused = team.noor.ask(REOPEN, comment.clone()).await;
    assert_eq!(refused["commentReopen"]["problems"], json!([{ "code": "NOT_YOURS" }]));
    let open = team.eve.ask(REOPEN, comment).await;
    assert_eq!(open["commentReopen"]["comment"], json!({ "state": "OPEN", "resolvedBy": null }));

    let blocking = "query($id: ID!, $is: Boolean) { manuscript(by: { id: $id }) {
      comments(where: { isBlocking: $is, state: { eq: OPEN } }) { totalCount }
    } }";
    for (is, count) in [(true, 1), (false, 0)] {
        let told = team.eve.ask(blocking, json!({ "id": id, "is": is })).await;
        assert_eq!(told["manuscript"]["comments"]["totalCount"], count);
    }
    for name in ["ruth@example.org", "ruth@example.org", "eve@example.org"] {
        let event =
            json!({ "kind": "COMMENT", "by": { "name": name }, "version": null, "manuscript": { "id": id } });
        assert_eq!(socket.data().await["deskEvents"], event);
    }
}

#[tokio::test]
async fn what_is_marked_so_holds_approval_back_and_is_resolved_by_who_wrote_it_or_an_editor() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    step(&team.noor, "Submit", &id, 1, "").await;
    let wanted = |text: &str, blocks: bool| json!({ "id": id, "version": 1, "field": "body", "text": text, "blocks": blocks });
    remark(&team.ruth, wanted("A wish.", false)).await;
    let first = remark(&team.ruth, wanted("A must.", true)).await;
    let second = remark(&team.sam, wanted("Another.", true)).await;

    let approve = "mutation($id: ID!) { manuscriptApprove(id: $id, version: 1) { manuscript { comments(where: { state: { eq: OPEN } }) { nodes { text } } } problems { code message } } }";
    let held = team.ruth.ask(approve, json!({ "id": id })).await["manuscriptApprove"].take();
    let sentence = "2 comments hold it back; they are resolved first.";
    assert_eq!(held["problems"], json!([{ "code": "HELD_BACK", "message": sentence }]));
    let refused = team.noor.ask(RESOLVE, json!({ "id": first })).await;
    assert_eq!(refused["commentResolve"]["problems"][0]["code"], "NOT_YOURS");
    team.ruth.ask(RESOLVE, json!({ "id": first })).await;
    team.eve.ask(RESOLVE, json!({ "id": second })).await;

    let approved = team.ruth.ask(approve, json!({ "id": id })).await["manuscriptApprove"].take();
    assert_eq!(approved["manuscript"]["comments"]["nodes"], json!([{ "text": "A wish." }]));
}

#[tokio::test]
async fn what_holds_it_back_after_it_was_approved_holds_release_and_correction_back() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    let must = |version: i32| json!({ "id": id, "version": version, "text": "A must.", "blocks": true });
    let first = remark(&team.ruth, must(1)).await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "HELD_BACK");
    let many = "mutation($id: ID!) { manuscriptsRelease(manuscripts: [{ id: $id, version: 1 }]) { results { problems { code } } } }";
    let done = team.eve.ask(many, json!({ "id": id })).await["manuscriptsRelease"]["results"].take();
    assert_eq!(done, json!([{ "problems": [{ "code": "HELD_BACK" }] }]));
    team.ruth.ask(RESOLVE, json!({ "id": first })).await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");

    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Asciminib, corrected") })).await;
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;
    let second = remark(&team.ruth, must(2)).await;
    let correct = "mutation($id: ID!) { noticeIssue(summary: $id, input: {
      kind: CORRECTION, reason: \"So.\", issuer: \"The desk\", version: 2
    }) { problems { code path } } }";
    let summary = json!({ "id": id.as_str().unwrap().replace("manuscript", "summary") });
    let held = team.eve.ask(correct, summary.clone()).await["noticeIssue"]["problems"].take();
    assert_eq!(held, json!([{ "code": "HELD_BACK", "path": ["input", "version"] }]));
    team.eve.ask(RESOLVE, json!({ "id": second })).await;
    assert_eq!(team.eve.ask(correct, summary).await["noticeIssue"]["problems"], json!([]));
}

#[tokio::test]
async fn an_editor_who_wrote_a_version_does_not_resolve_what_others_hold_it_back_by() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let wim = team.public.signed_in("wim@example.org", &[Role::Writer, Role::Editor]).await;
    let must = json!({ "id": id, "version": 1, "text": "A must.", "blocks": true });
    let theirs = remark(&team.ruth, must.clone()).await;
    let own = remark(&wim, must).await;
    wim.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;

    let refused = wim.ask(RESOLVE, json!({ "id": theirs })).await;
    assert_eq!(refused["commentResolve"]["problems"][0]["code"], "OWN_WORK");
    let done = wim.ask(RESOLVE, json!({ "id": own })).await;
    assert_eq!(done["commentResolve"]["comment"]["state"], "RESOLVED");
    let done = team.eve.ask(RESOLVE, json!({ "id": theirs })).await;
    assert_eq!(done["commentResolve"]["comment"]["state"], "RESOLVED");
}

#[tokio::test]
async fn what_cannot_be_remarked_is_told_where_it_stands() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let range = |start: i32, end: i32| json!({ "start": start, "end": end });

    for (variables, code, path) in [
        (json!({ "version": 2 }), "NO_VERSION", "version"),
        (json!({ "field": "bodi" }), "BAD_FIELD", "field"),
        (json!({ "field": "writers", "range": range(0, 1) }), "BAD_FIELD", "field"),
        (json!({ "field": "references", "range": range(0, 1) }), "BAD_FIELD", "field"),
        (json!({ "range": range(0, 1) }), "BAD_RANGE", "range"),
        (json!({ "field": "title", "range": range(0, 6) }), "BAD_RANGE", "range"),
        (json!({ "field": "title", "range": range(2, 2) }), "BAD_RANGE", "range"),
        (json!({ "field": "title", "range": range(3, 2) }), "BAD_RANGE", "range"),
        (json!({ "field": "title", "range": range(-1, 2) }), "BAD_RANGE", "range"),
        (json!({ "text": "  " }), "BAD_TEXT", "text"),
        (json!({ "text": "x".repeat(5_001) }), "BAD_TEXT", "text"),
        (json!({ "id": "manuscript_01h455vb4pex5vsknk084sn02q" }), "NOT_FOUND", "id"),
    ] {
        let mut all = json!({ "id": id, "version": 1, "text": "x" });
        for (name, value) in variables.as_object().unwrap() {
            all[name] = value.clone();
        }
        let done = team.noor.ask(COMMENT, all).await;
        assert_eq!(
            done["manuscriptComment"]["problems"],
            json!([{ "code": code, "path": [path] }]),
            "{variables}"
        );
    }
    for empty in [
        "references",
        "rights",
        "funding",
        "disclosures",
        "isAbstractOnly",
        "slides",
        "episodes",
        "referenceRoles",
        "sources",
    ] {
        let missing = json!({ "id": id, "version": 1, "field": empty, "text": "It is missing." });
        let done = team.noor.ask(COMMENT, missing).await["manuscriptComment"].take();
        assert_eq!((&done["comment"]["field"], &done["problems"]), (&json!(empty), &json!([])));
    }
    let nothing = team.noor.ask(RESOLVE, json!({ "id": "comment_01h455vb4pex5vsknk084sn02q" })).await;
    assert_eq!(nothing["commentResolve"]["problems"][0]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn who_has_no_seat_at_the_desk_learns_of_no_comment() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let comment = remark(&team.ruth, json!({ "id": id, "version": 1, "text": "Hush." })).await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;

    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(team.eve.ask(node, json!({ "id": comment })).await["node"]["id"], comment);
    for outsider in [&team.public, &ada] {
        assert_eq!(outsider.ask(node, json!({ "id": comment })).await["node"], Value::Null);
    }
    for id in [comment, json!("comment_01h455vb4pex5vsknk084sn02q")] {
        assert_eq!(ada.refusal(RESOLVE, json!({ "id": id })).await.0, "FORBIDDEN");
        assert_eq!(team.public.refusal(RESOLVE, json!({ "id": id })).await.0, "UNAUTHENTICATED");
    }
}

#[tokio::test]
async fn many_comments_cost_as_many_statements_as_one() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let on = |text: &str| json!({ "id": id, "version": 1, "field": "title", "range": { "start": 0, "end": 1 }, "text": text });
    remark(&team.ruth, on("One")).await;
    let (_, few) = team.noor.cost_of(COMMENTS, json!({ "id": id })).await;
    for text in ["Two", "Three", "Four"] {
        remark(&team.eve, on(text)).await;
    }

    let (told, many) = team.noor.cost_of(COMMENTS, json!({ "id": id })).await;

    assert_eq!(told["manuscript"]["comments"]["totalCount"], 4);
    assert_eq!(many, few);
}
