//! What never came out can go.

use entity::account::Role;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::{SAVE, Team, autosave::KEEP, step};
use crate::{desk::Desk, media::shown::Sent};

const DISCARD: &str = "mutation($id: ID!, $version: Int!) {
  manuscriptDiscard(id: $id, version: $version, note: \"A test.\") { discarded problems { code message } }
}";

async fn discard(desk: &Desk, id: &Value, version: i32) -> Value {
    let mut done =
        desk.ask(DISCARD, json!({ "id": id, "version": version })).await["manuscriptDiscard"].take();
    if done["discarded"].is_null() { done["problems"][0]["code"].take() } else { done["discarded"].take() }
}

#[tokio::test]
async fn what_never_came_out_goes_with_all_around_it_and_the_log_keeps_that_it_was_there() {
    let team = Team::meet().await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let sent = Sent::by(&team.noor).await;
    let mut input = sent.input(&team, "Asciminib");
    input["references"] = json!([team.reference().await]);
    let id = team.draft("Asciminib").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    step(&team.noor, "Submit", &id, 2, "").await;
    step(&team.ruth, "Approve", &id, 2, "").await;
    step(&team.eve, "Release", &id, 2, "at: \"2021-05-08T10:00:00Z\"").await;
    assert_eq!(discard(&team.noor, &id, 2).await, "WRONG_STAGE");
    step(&team.eve, "Withdraw", &id, 2, "").await;
    team.noor.ask(KEEP, json!({ "id": id, "basedOn": 2, "input": input })).await;
    let around = "mutation($id: ID!) {
      manuscriptComment(id: $id, version: 2, text: \"A test.\") { comment { id } problems { code } }
    }";
    let comment =
        team.ruth.ask(around, json!({ "id": id })).await["manuscriptComment"]["comment"]["id"].take();

    assert_eq!(discard(&team.noor, &id, 1).await, "CHANGED");
    assert_eq!(discard(&team.noor, &id, 2).await, id);

    for gone in [&id, &comment] {
        let node = team.eve.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": gone })).await;
        assert_eq!(node["node"], Value::Null);
    }
    for colleague in [&team.noor, &team.ruth, &team.eve] {
        let waiting = "{ waiting { totalCount } waitingComments { totalCount } }";
        let nothing = json!({ "waiting": { "totalCount": 0 }, "waitingComments": { "totalCount": 0 } });
        assert_eq!(colleague.tell(waiting).await, nothing);
    }
    assert_eq!(discard(&team.noor, &id, 2).await, "NOT_FOUND");
    let log = ada.tell("{ auditEntries(first: 1) { nodes { deed subjectId detail } } }").await;
    let entry = &log["auditEntries"]["nodes"][0];
    assert_eq!((&entry["deed"], &entry["subjectId"]), (&json!("MANUSCRIPT_DISCARD"), &id));
    assert!(entry["detail"].to_string().contains("asciminib"), "{entry}");
    let tx = team.public.app.db.begin().await.unwrap();
    assert_eq!(entity::media_use::Entity::find().count(&tx).await.unwrap(), 0);
    assert_eq!(entity::autosave::Entity::find().count(&tx).await.unwrap(), 0);
    drop(tx);

    let again = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &again, 1, "").await, "PUBLISHED");
    let slug = "{ summary(by: { slug: \"asciminib\" }) { title references { role } } }";
    let published = json!({ "title": "Asciminib", "references": [] });
    assert_eq!(team.public.tell(slug).await["summary"], published, "its name is free again");
    assert_eq!(discard(&team.eve, &again, 1).await, "IS_OUT");
}

#[tokio::test]
async fn a_manuscript_is_discarded_by_who_wrote_it_or_by_an_editor() {
    let team = Team::meet().await;
    let (one, other) = (team.draft("One").await, team.draft("Other").await);

    assert_eq!(discard(&team.sam, &one, 1).await, "NOT_YOURS");
    for outsider in [&team.ruth, &team.public] {
        let code = outsider.refusal(DISCARD, json!({ "id": one, "version": 1 })).await.0;
        assert!(matches!(code.as_str(), "FORBIDDEN" | "UNAUTHENTICATED"), "{code}");
    }
    assert_eq!(discard(&team.noor, &one, 1).await, one);
    assert_eq!(discard(&team.eve, &other, 1).await, other);
    assert_eq!(team.eve.tell("{ manuscripts { totalCount } }").await["manuscripts"]["totalCount"], 0);
}
