//! By what right it is published, who paid, and what experts disclosed.

use serde_json::{Value, json};

use super::{DRAFT, SAVE, Team, step};

const READ: &str = "{
  summary(by: { slug: \"asciminib\" }) {
    rights { basis holder licence grantedOn expiresOn }
    funding { kind funder { acronym } level influence statement }
    disclosures { person { name } state statedOn windowMonths relationships { kind with } isOffLabelDiscussed }
    references { role reference { slug } }
  }
}";

#[tokio::test]
async fn what_is_declared_is_read_with_what_is_published() {
    let team = Team::meet().await;
    let found = team.public.tell("{ organisation(by: { slug: \"ash\" }) { id acronym } references(first: 1) { nodes { id slug } } }").await;
    let mut input = team.input("Asciminib");
    input["rights"] = json!({ "basis": "LICENCE", "holder": "A test", "licence": "CC BY 4.0", "grantedOn": "2021-05", "expiresOn": "2026" });
    input["funding"] = json!([{ "kind": "UNRESTRICTED_GRANT", "funder": found["organisation"]["id"], "level": "gold", "influence": "NO_ACCESS", "statement": "A test of independence." }]);
    input["disclosures"][0] = json!({
        "person": team.presenters[0], "state": "DECLARED", "statedOn": "2021-05-01", "windowMonths": 24,
        "relationships": [{ "kind": "HONORARIA", "with": "A test company" }], "isOffLabelDiscussed": false,
    });
    input["references"] = json!([found["references"]["nodes"][0]["id"]]);
    let id = team.draft("Asciminib").await;
    let saved = team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    assert_eq!(saved["manuscriptSave"]["problems"], json!([]));
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;
    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "PUBLISHED");

    let mut read = team.public.tell(READ).await;

    let summary = read["summary"].take();
    assert_eq!(summary["rights"], input["rights"]);
    assert_eq!(
        summary["funding"],
        json!([{ "kind": "UNRESTRICTED_GRANT", "funder": { "acronym": "ASH" }, "level": "gold", "influence": "NO_ACCESS", "statement": "A test of independence." }])
    );
    assert_eq!(
        summary["disclosures"],
        json!([{
            "person": { "name": "Andreas Hochhaus" }, "state": "DECLARED", "statedOn": "2021-05-01", "windowMonths": 24,
            "relationships": [{ "kind": "HONORARIA", "with": "A test company" }], "isOffLabelDiscussed": false,
        }])
    );
    assert_eq!(summary["references"][0]["role"], "CITED");
    assert_eq!(summary["references"][0]["reference"]["slug"], found["references"]["nodes"][0]["slug"]);
}

#[tokio::test]
async fn what_was_published_before_anybody_asked_declares_nothing() {
    let team = Team::meet().await;

    let read = team
        .public
        .tell("{ summaries(first: 1) { nodes { rights { basis } funding { kind } disclosures { state } } } }")
        .await;

    assert_eq!(
        read["summaries"]["nodes"][0],
        json!({ "rights": null, "funding": null, "disclosures": null })
    );
}

#[tokio::test]
async fn what_contradicts_itself_is_not_saved() {
    let team = Team::meet().await;
    let id = team.draft("Asciminib").await;
    let person = &team.presenters[0];
    let funder =
        &team.public.tell("{ organisation(by: { slug: \"ash\" }) { id } }").await["organisation"]["id"];
    let two = json!({ "person": person, "state": "NOT_ASKED" });
    for (field, value, code) in [
        ("funding", json!([{ "kind": "NONE" }, { "kind": "OWN_FUNDS" }]), "BAD_FUNDING"),
        ("funding", json!([{ "kind": "NONE", "funder": funder }]), "BAD_FUNDING"),
        ("funding", json!([{ "kind": "NONE", "influence": "INVOLVED" }]), "BAD_FUNDING"),
        ("funding", json!([{ "kind": "OWN_FUNDS", "level": "gold" }]), "BAD_FUNDING"),
        ("funding", json!([{ "kind": "PUBLIC_GRANT" }]), "BAD_FUNDING"),
        ("funding", json!([{ "kind": "PUBLIC_GRANT", "funder": funder, "level": " " }]), "BAD_FUNDING"),
        ("rights", json!({ "basis": "LICENCE", "licence": "x".repeat(501) }), "BAD_RIGHTS"),
        (
            "disclosures",
            json!([{ "person": person, "state": "DECLARED", "statedOn": "2021", "windowMonths": 24 }]),
            "BAD_DISCLOSURE",
        ),
        ("disclosures", json!([{ "person": person, "state": "NOTHING_TO_DISCLOSE" }]), "BAD_DISCLOSURE"),
        (
            "disclosures",
            json!([{ "person": person, "state": "NOT_ASKED", "statedOn": "2021" }]),
            "BAD_DISCLOSURE",
        ),
        (
            "disclosures",
            json!([{ "person": person, "state": "NOTHING_TO_DISCLOSE", "statedOn": "2021", "windowMonths": 0 }]),
            "BAD_DISCLOSURE",
        ),
        ("disclosures", json!([two, two]), "BAD_REFERENCE"),
    ] {
        let mut input = team.input("Asciminib");
        input[field] = value.clone();

        let done = team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;

        let problem = json!({ "code": code, "path": ["input", field] });
        assert_eq!(done["manuscriptSave"]["problems"], json!([problem]), "{field}: {value}");
    }
    let versions = team
        .noor
        .ask("query($id: ID!) { manuscript(by: { id: $id }) { versions { number } } }", json!({ "id": id }))
        .await;
    assert_eq!(versions["manuscript"]["versions"].as_array().map(Vec::len), Some(1));
}

/// What the latest version wants, in words.
async fn wants(team: &Team, id: &Value) -> Vec<String> {
    let document = "query($id: ID!) { manuscript(by: { id: $id }) { wants { message } } }";
    let told = team.noor.ask(document, json!({ "id": id })).await;
    let wants = told["manuscript"]["wants"].as_array().unwrap().iter();
    wants.map(|want| want["message"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn of_two_who_may_have_presented_it_each_discloses() {
    let team = Team::meet().await;
    let found = team
        .public
        .tell("{ summary(by: { slug: \"jak2-mutation-timing\" }) { lecture { id presenters { id name } } } }")
        .await;
    let lecture = &found["summary"]["lecture"];
    let presenters = lecture["presenters"].as_array().unwrap();
    assert_eq!(presenters.len(), 2);
    let mut input = team.input("When it began");
    input["disclosures"] = json!([{ "person": presenters[1]["id"], "state": "NOT_ASKED" }]);
    let drafted = team.noor.ask(DRAFT, json!({ "lecture": lecture["id"], "input": input })).await;
    let id = &drafted["manuscriptDraft"]["manuscript"]["id"];

    let one_is_missing = format!("a disclosure of {}", presenters[0]["name"].as_str().unwrap());
    assert_eq!(wants(&team, id).await.last(), Some(&one_is_missing));

    input["disclosures"] =
        presenters.iter().map(|one| json!({ "person": one["id"], "state": "NOT_ASKED" })).collect();
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    assert!(!wants(&team, id).await.iter().any(|want| want.contains("disclosure")));
}

#[tokio::test]
async fn a_right_says_what_it_rests_on_and_holds_when_it_is_released() {
    let team = Team::meet().await;
    let id = team.draft("Asciminib").await;
    let licence = "the licence it is published by";
    let holder = "the holder of the rights, who consented";
    let permission = "the permission: where the consent is filed";
    let over = "a right that has not ended by then";
    for (number, (rights, wanted)) in (1..).zip([
        (json!({ "basis": "LICENCE" }), vec![licence]),
        (json!({ "basis": "LICENCE", "licence": "CC BY 4.0", "expiresOn": "2021-05-07" }), vec![over]),
        (json!({ "basis": "LICENCE", "licence": "CC BY 4.0", "expiresOn": "2021-04" }), vec![over]),
        (json!({ "basis": "ORGANISER_CONSENT" }), vec![holder, permission]),
        (json!({ "basis": "PRESENTER_CONSENT", "holder": "A test" }), vec![permission]),
        (json!({ "basis": "PRESENTER_CONSENT", "holder": "A test", "permission": "Letter 7" }), vec![]),
        (json!({ "basis": "OWN_WORK", "expiresOn": "2021-05-08" }), vec![]),
    ]) {
        let mut input = team.input("Asciminib");
        input["rights"] = rights;
        team.noor.ask(SAVE, json!({ "id": id, "version": number, "input": input })).await;

        assert_eq!(wants(&team, &id).await, wanted, "{}", input["rights"]);
    }
    step(&team.noor, "Submit", &id, 8, "").await;
    step(&team.ruth, "Approve", &id, 8, "").await;
    assert_eq!(step(&team.eve, "Release", &id, 8, "at: \"2021-05-09T00:00:00Z\"").await, "NOT_READY");
    assert_eq!(step(&team.eve, "Release", &id, 8, "at: \"2021-05-08T23:59:59Z\"").await, "SCHEDULED");
}

#[tokio::test]
async fn where_a_permission_is_filed_is_for_the_desk() {
    let team = Team::meet().await;
    let mut input = team.input("Asciminib");
    input["rights"] = json!({ "basis": "PRESENTER_CONSENT", "holder": "A test", "permission": "Letter 7" });
    let id = team.draft("Asciminib").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;
    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "PUBLISHED");
    let read = "{ summary(by: { slug: \"asciminib\" }) { rights { holder permission } } }";

    assert_eq!(team.eve.tell(read).await["summary"]["rights"]["permission"], "Letter 7");
    let reply = team.public.reply(read, json!({})).await;
    assert_eq!(reply["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    assert!(!reply.to_string().contains("Letter 7"), "{reply}");
}

#[tokio::test]
async fn whoever_refuses_to_disclose_is_no_expert_of_a_summary() {
    let team = Team::meet().await;
    let other = "{ person(by: { slug: \"jyoti-nangalia\" }) { id name } }";
    let other = team.public.tell(other).await["person"].take();
    let mut input = team.input("Asciminib");
    let disclosures = input["disclosures"].as_array_mut().unwrap();
    disclosures.push(json!({ "person": other["id"], "state": "REFUSED" }));
    let id = team.draft("Asciminib").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;

    let wanted = format!("another expert: {} refused to disclose", other["name"].as_str().unwrap());
    assert_eq!(wants(&team, &id).await, [wanted]);
}

#[tokio::test]
async fn an_expert_who_refuses_to_disclose_keeps_a_summary_from_the_readers() {
    let team = Team::meet().await;
    let mut input = team.input("Asciminib");
    input["disclosures"][0]["state"] = json!("REFUSED");
    let id = team.draft("Asciminib").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;

    assert_eq!(step(&team.eve, "Release", &id, 2, "").await, "NOT_READY");

    let wants = team
        .noor
        .ask(
            "query($id: ID!) { manuscript(by: { id: $id }) { wants { kind field message } } }",
            json!({ "id": id }),
        )
        .await;
    let want = json!({ "kind": "DISCLOSURE", "field": "disclosures", "message": "another expert: Andreas Hochhaus refused to disclose" });
    assert_eq!(wants["manuscript"]["wants"], Value::from(vec![want]));
}
