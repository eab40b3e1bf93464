use congress_highlights::statements;
use serde_json::{Value, json};

use super::{SAVE, Team};
use crate::desk::Desk;

pub(crate) const KEEP: &str = "mutation($id: ID!, $basedOn: Int!, $input: ManuscriptInput!) {
  manuscriptAutosave(id: $id, basedOn: $basedOn, input: $input) {
    autosave { basedOn isStale savedAt version { number title } } problems { code path }
  }
}";

const KEPT: &str = "query($id: ID!) { manuscript(by: { id: $id }) {
  version { number } autosave { basedOn isStale savedAt version { number title savedBy { name } changesSince(version: 1) { field } } }
} }";

async fn kept(desk: &Desk, id: &Value) -> Value {
    desk.ask(KEPT, json!({ "id": id })).await["manuscript"]["autosave"].take()
}

#[tokio::test]
async fn what_is_not_saved_is_kept_for_whoever_wrote_it_until_they_save() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let entries = "{ auditEntries { totalCount } }";
    let ada = team.public.signed_in("ada@example.org", &[entity::account::Role::Admin]).await;
    let before = ada.tell(entries).await;

    for title in ["", "Hal", "Half a title"] {
        let written = json!({ "id": id, "basedOn": 1, "input": team.input(title) });
        let done = team.noor.ask(KEEP, written).await["manuscriptAutosave"].take();
        assert_eq!(done["autosave"]["version"]["title"], title);
    }

    let expected = json!({
        "basedOn": 1, "isStale": false, "savedAt": "2021-05-08T09:00:00Z",
        "version": {
            "number": 2, "title": "Half a title", "savedBy": { "name": "noor@example.org" },
            "changesSince": [{ "field": "title" }],
        },
    });
    assert_eq!(kept(&team.noor, &id).await, expected);
    for colleague in [&team.sam, &team.ruth, &team.eve] {
        assert_eq!(kept(colleague, &id).await, Value::Null);
    }
    assert_eq!(ada.tell(entries).await, before);

    // A colleague's save makes it stale and leaves it; one's own clears it.
    team.sam.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Sam's") })).await;
    assert_eq!(kept(&team.noor, &id).await["isStale"], true);
    let mine = json!({ "id": id, "version": 2, "input": team.input("Mine") });
    team.noor.ask(SAVE, mine.clone()).await;
    assert_eq!(kept(&team.noor, &id).await, Value::Null);
    team.noor.ask(KEEP, json!({ "id": id, "basedOn": 3, "input": team.input("Mine, too") })).await;
    team.noor.ask(SAVE, mine).await;
    assert_eq!(kept(&team.noor, &id).await, Value::Null, "the same again clears it, too");
}

#[tokio::test]
async fn what_is_not_saved_stays_when_an_old_version_is_restored() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    team.noor.ask(KEEP, json!({ "id": id, "basedOn": 2, "input": team.input("Half a ti") })).await;

    let again = "mutation($id: ID!) { manuscriptRestore(id: $id, version: 1, expectedVersion: 2) { problems { code } } }";
    team.noor.ask(again, json!({ "id": id })).await;

    assert_eq!(kept(&team.noor, &id).await["version"]["title"], "Half a ti");
}

#[tokio::test]
async fn what_is_kept_has_the_hash_that_it_will_have() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    team.noor.ask(KEEP, json!({ "id": id, "basedOn": 1, "input": team.input("Second") })).await;
    let hashes =
        "query($id: ID!) { manuscript(by: { id: $id }) { version { hash } autosave { version { hash } } } }";

    let kept = team.noor.ask(hashes, json!({ "id": id })).await["manuscript"].take();
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": team.input("Second") })).await;
    let saved = team.noor.ask(hashes, json!({ "id": id })).await["manuscript"].take();

    assert_eq!(kept["autosave"]["version"], saved["version"]);
    assert_ne!(kept["version"], saved["version"]);
}

#[tokio::test]
async fn keeping_costs_few_statements() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let written = json!({ "id": id, "basedOn": 1, "input": team.input("Half") });

    let keep = "mutation($id: ID!, $basedOn: Int!, $input: ManuscriptInput!) {
      manuscriptAutosave(id: $id, basedOn: $basedOn, input: $input) { autosave { isStale } }
    }";
    let (_, cost) = statements::counted(team.noor.ask(keep, written)).await;

    // Who asks, the manuscript, the slot, and the ends of the transaction.
    assert!(cost <= 5, "{cost}");
}

#[tokio::test]
async fn what_cannot_be_kept_is_told() {
    let team = Team::meet().await;
    let id = team.draft("First").await;
    let written =
        |id: &Value, based_on: i32| json!({ "id": id, "basedOn": based_on, "input": team.input("x") });

    let nothing = json!("manuscript_01h455vb4pex5vsknk084sn02q");
    let done = team.noor.ask(KEEP, written(&nothing, 1)).await;
    assert_eq!(done["manuscriptAutosave"]["problems"], json!([{ "code": "NOT_FOUND", "path": ["id"] }]));
    for number in [0, 2] {
        let done = team.noor.ask(KEEP, written(&id, number)).await;
        assert_eq!(
            done["manuscriptAutosave"]["problems"],
            json!([{ "code": "NO_VERSION", "path": ["basedOn"] }])
        );
    }
    assert_eq!(team.ruth.refusal(KEEP, written(&id, 1)).await.0, "FORBIDDEN");
    assert_eq!(team.public.refusal(KEEP, written(&id, 1)).await.0, "UNAUTHENTICATED");
}
