use entity::account::Role;
use serde_json::json;

use super::{SAVE, Team, step};

#[tokio::test]
async fn whoever_is_to_sign_a_text_as_its_writer_does_not_review_it() {
    let team = Team::meet().await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let add = "mutation($input: AccountAddInput!) { accountAdd(input: $input) { account { id } password problems { message } } }";
    let input =
        json!({ "email": "wim@example.org", "name": "Wim", "roles": ["REVIEWER"], "writer": team.writer });
    let added = ada.ask(add, json!({ "input": input })).await["accountAdd"].take();
    let wim = team.public.signed_in_with("wim@example.org", added["password"].as_str().unwrap()).await;
    let id = team.draft("First").await;
    let assign = "mutation($id: ID!, $account: ID!) { manuscriptAssign(id: $id, account: $account, task: REVIEW) { problems { code } } }";
    let assigned = team.eve.ask(assign, json!({ "id": id, "account": added["account"]["id"] })).await;
    assert_eq!(assigned["manuscriptAssign"]["problems"], json!([{ "code": "OWN_WORK" }]));
    assert_eq!(step(&team.noor, "Submit", &id, 1, "").await, "IN_REVIEW");

    assert_eq!(wim.tell("{ waiting { totalCount } }").await["waiting"]["totalCount"], 0);
    assert_eq!(step(&wim, "Approve", &id, 1, "").await, "OWN_WORK");

    assert_eq!(team.ruth.tell("{ waiting { totalCount } }").await["waiting"]["totalCount"], 1);
    assert_eq!(step(&team.ruth, "Approve", &id, 1, "").await, "APPROVED");
}

#[tokio::test]
async fn what_is_said_with_a_step_is_short_or_nothing() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let long = "x".repeat(2_001);
    let mut input = team.input("Second");
    input["reason"] = json!(long);
    let saved = team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    let too_long = json!([{ "code": "BAD_REASON", "path": ["input", "reason"] }]);
    assert_eq!(saved["manuscriptSave"]["problems"], too_long);
    assert_eq!(step(&team.noor, "Submit", &id, 1, "").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "RequestChanges", &id, 1, &format!(", note: \"{long}\"")).await, "NO_NOTE");

    input["reason"] = json!("  ");
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;

    let reason = "query($id: ID!) { manuscript(by: { id: $id }) { version { number reason } } }";
    let told = team.noor.ask(reason, json!({ "id": id })).await["manuscript"]["version"].take();
    assert_eq!(told, json!({ "number": 2, "reason": null }));
}

#[tokio::test]
async fn what_was_sent_back_is_changed_and_reviewed_again() {
    let team = Team::meet().await;
    let id = team.draft("First").await;

    assert_eq!(step(&team.noor, "Submit", &id, 1, "").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "RequestChanges", &id, 1, "note: \" \"").await, "NO_NOTE");
    assert_eq!(step(&team.ruth, "RequestChanges", &id, 1, "note: \"Which arm?\"").await, "CHANGES_REQUESTED");
    let submit = "mutation($id: ID!) { manuscriptSubmit(id: $id, version: 1) { problems { code message } } }";
    let unchanged = team.noor.ask(submit, json!({ "id": id })).await["manuscriptSubmit"]["problems"].take();
    let sentence = "It was sent back; save a version with the changes first.";
    assert_eq!(unchanged, json!([{ "code": "WRONG_STAGE", "message": sentence }]));
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("First") })).await;
    assert_eq!(step(&team.noor, "Submit", &id, 1, "").await, "WRONG_STAGE", "the same again is no change");
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    assert_eq!(step(&team.noor, "Submit", &id, 1, "").await, "CHANGED");
    assert_eq!(step(&team.noor, "Submit", &id, 2, "").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "Approve", &id, 2, "").await, "APPROVED");

    let steps =
        "query($id: ID!) { manuscript(by: { id: $id }) { steps { kind version note takenBy { name } } } }";
    let told = team.eve.ask(steps, json!({ "id": id })).await;
    let kinds =
        told["manuscript"]["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap());
    let expected = ["APPROVE", "SUBMIT", "SAVE", "REQUEST_CHANGES", "SUBMIT", "SAVE"];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    let sent_back = json!({
        "kind": "REQUEST_CHANGES", "version": 1, "note": "Which arm?", "takenBy": { "name": "ruth@example.org" },
    });
    assert_eq!(told["manuscript"]["steps"][3], sent_back);
}

#[tokio::test]
async fn what_was_sent_back_wants_all_its_reviews_again() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let left = async || {
        let document = "query($id: ID!) { manuscript(by: { id: $id }) { reviewsLeft } }";
        team.noor.ask(document, json!({ "id": id })).await["manuscript"]["reviewsLeft"].take()
    };
    step(&team.noor, "Submit", &id, 1, "legalReview: true").await;
    step(&team.ruth, "Approve", &id, 1, "reviews: [MEDICAL]").await;
    assert_eq!(left().await, json!(["FACTUAL", "LEGAL"]));

    step(&team.sam, "RequestChanges", &id, 1, "note: \"Which arm?\"").await;

    assert_eq!(left().await, json!(["MEDICAL", "FACTUAL", "LEGAL"]));
}

#[tokio::test]
async fn a_version_that_never_was_is_no_version() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    for number in [0, -1, 2, i32::MAX] {
        for (colleague, name, more) in [
            (&team.noor, "Submit", ""),
            (&team.ruth, "Approve", ""),
            (&team.ruth, "RequestChanges", "note: \"x\""),
            (&team.eve, "Release", ""),
            (&team.eve, "Withdraw", ""),
        ] {
            assert_eq!(step(colleague, name, &id, number, more).await, "NO_VERSION", "{name} {number}");
        }
        let input = team.input("Second");
        let saved = team.noor.ask(SAVE, json!({ "id": id, "version": number, "input": input })).await;
        let problem = json!([{ "code": "NO_VERSION", "path": ["expectedVersion"] }]);
        assert_eq!(saved["manuscriptSave"]["problems"], problem);
    }
}

#[tokio::test]
async fn nobody_reviews_what_they_wrote() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    team.sam.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 2, "input": team.input("Third") })).await;

    assert_eq!(step(&team.noor, "Submit", &id, 3, "").await, "IN_REVIEW");
    assert_eq!(step(&team.sam, "Approve", &id, 3, "").await, "OWN_WORK");
    assert_eq!(step(&team.ruth, "Approve", &id, 3, "").await, "APPROVED");
}

#[tokio::test]
async fn a_change_voids_the_signature() {
    let team = Team::meet().await;
    let id = team.approved("First").await;

    let done = team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;

    assert_eq!(done["manuscriptSave"]["manuscript"]["stage"], "DRAFT");
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "CHANGED");
    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "WRONG_STAGE");
}

#[tokio::test]
async fn each_step_is_for_those_whose_step_it_is() {
    let team = Team::meet().await;
    let id = team.draft("First").await;

    for (name, allowed, note) in [
        ("Submit", [true, true, false, false], ""),
        ("RequestChanges", [false, true, true, false], "note: \"x\""),
        ("Approve", [false, true, true, false], ""),
        ("Release", [false, false, false, true], ""),
    ] {
        let document = format!(
            "mutation($id: ID!) {{ manuscript{name}(id: $id, version: 9 {note}) {{ problems {{ code }} }} }}"
        );
        for (colleague, may) in [&team.noor, &team.sam, &team.ruth, &team.eve].into_iter().zip(allowed) {
            let reply = colleague.reply(&document, json!({ "id": id })).await;
            let code = &reply["errors"][0]["extensions"]["code"];
            assert_eq!(code.is_null(), may, "{name}: {reply}");
            assert!(may || code == "FORBIDDEN");
        }
        assert_eq!(team.public.refusal(&document, json!({ "id": id })).await.0, "UNAUTHENTICATED");
    }
}

#[tokio::test]
async fn it_is_approved_with_the_last_of_the_reviews_it_wants() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let left = async || {
        let document =
            "query($id: ID!) { manuscript(by: { id: $id }) { reviewsLeft steps { kind reviews } } }";
        team.noor.ask(document, json!({ "id": id })).await["manuscript"].take()
    };
    assert_eq!(step(&team.noor, "Submit", &id, 1, "legalReview: true").await, "IN_REVIEW");
    assert_eq!(left().await["reviewsLeft"], json!(["MEDICAL", "FACTUAL", "LEGAL"]));

    assert_eq!(step(&team.ruth, "Approve", &id, 1, "reviews: []").await, "NO_REVIEW");
    assert_eq!(step(&team.sam, "Approve", &id, 1, "reviews: [FACTUAL]").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "Approve", &id, 1, "reviews: [FACTUAL]").await, "NOT_WANTED");
    assert_eq!(
        step(&team.ruth, "Approve", &id, 1, "reviews: [MEDICAL, FACTUAL, MEDICAL]").await,
        "IN_REVIEW"
    );
    assert_eq!(left().await["reviewsLeft"], json!(["LEGAL"]));
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "WRONG_STAGE");
    assert_eq!(step(&team.ruth, "Approve", &id, 1, "reviews: [LEGAL]").await, "APPROVED");

    let told = left().await;
    assert_eq!(told["reviewsLeft"], json!([]));
    let signed = json!([
        { "kind": "APPROVE", "reviews": ["LEGAL"] }, { "kind": "SIGN", "reviews": ["MEDICAL"] },
        { "kind": "SIGN", "reviews": ["FACTUAL"] }, { "kind": "SUBMIT", "reviews": [] }, { "kind": "SAVE", "reviews": [] },
    ]);
    assert_eq!(told["steps"], signed);
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    assert_eq!(step(&team.noor, "Submit", &id, 2, "legalReview: false").await, "IN_REVIEW");
    assert_eq!(left().await["reviewsLeft"], json!(["MEDICAL", "FACTUAL"]));
    assert_eq!(step(&team.ruth, "Approve", &id, 2, "reviews: [LEGAL]").await, "NOT_WANTED");
}

#[tokio::test]
async fn a_review_by_a_lawyer_is_wanted_until_somebody_says_no() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let left = async || {
        let document = "query($id: ID!) { manuscript(by: { id: $id }) { reviewsLeft } }";
        team.noor.ask(document, json!({ "id": id })).await["manuscript"]["reviewsLeft"].take()
    };
    let all = json!(["MEDICAL", "FACTUAL", "LEGAL"]);
    step(&team.noor, "Submit", &id, 1, "legalReview: true").await;

    step(&team.ruth, "RequestChanges", &id, 1, "note: \"Which arm?\"").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    assert_eq!(step(&team.noor, "Submit", &id, 2, "").await, "IN_REVIEW");
    assert_eq!(left().await, all);

    team.noor.ask(SAVE, json!({ "id": id, "version": 2, "input": team.input("Third") })).await;
    let many = "mutation($id: ID!) { manuscriptsSubmit(manuscripts: [{ id: $id, version: 3 }]) { results { problems { code } } } }";
    let done = team.noor.ask(many, json!({ "id": id })).await;
    assert_eq!(done["manuscriptsSubmit"]["results"], json!([{ "problems": [] }]));
    assert_eq!(left().await, all);
}

#[tokio::test]
async fn what_a_reviewer_writes_is_read_at_the_desk_and_not_in_the_log() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let ada = team.public.signed_in("ada@example.org", &[entity::account::Role::Admin]).await;
    step(&team.noor, "Submit", &id, 1, "").await;

    step(&team.ruth, "RequestChanges", &id, 1, "note: \"Survival was not 74%.\"").await;

    let log = ada.tell("{ auditEntries { nodes { deed detail } } }").await;
    assert_eq!(log["auditEntries"]["nodes"][0]["deed"], "MANUSCRIPT_REQUEST_CHANGES");
    assert!(!log.to_string().contains("74%"), "{log}");
}
