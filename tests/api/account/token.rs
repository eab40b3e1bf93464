use entity::account::Role;
use serde_json::{Value, json};

use super::HOUR;
use crate::desk::{Desk, MORNING};

pub(super) const CREATE: &str = "mutation($name: String!, $scopes: [TokenScope!]!, $until: DateTime!) {
  accessTokenCreate(input: { name: $name, scopes: $scopes, expiresAt: $until }) {
    accessToken { id name scopes expiresAt } secret problems { code path }
  }
}";

async fn create(desk: &Desk, name: &str, scopes: &[&str], until: &str) -> Value {
    let variables = json!({ "name": name, "scopes": scopes, "until": until });
    desk.ask(CREATE, variables).await["accessTokenCreate"].take()
}

#[tokio::test]
async fn a_script_asks_with_a_token_until_it_ends() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Analyst]).await;

    let done = create(&noor, "weekly figures", &["READ"], "2021-05-08T12:00:00+02:00").await;
    let script = desk.seen_by(done["secret"].as_str().unwrap().to_owned());

    assert_eq!(done["accessToken"]["expiresAt"], "2021-05-08T10:00:00Z");
    let tokens = script.tell("{ viewer { email accessTokens { id name } } }").await["viewer"].take();
    assert_eq!(tokens["accessTokens"][0]["id"], done["accessToken"]["id"]);
    desk.set_clock(MORNING + HOUR);
    assert_eq!(script.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_token_for_reading_changes_nothing_and_no_token_makes_tokens() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Admin]).await;
    let until = "2021-06-01T00:00:00Z";

    let reading = create(&noor, "reads", &["READ"], until).await;
    let writing = create(&noor, "writes", &["READ", "WRITE"], until).await;

    for done in [reading, writing] {
        let script = desk.seen_by(done["secret"].as_str().unwrap().to_owned());
        let variables = json!({ "name": "more", "scopes": ["READ"], "until": until });
        assert_eq!(script.refusal(CREATE, variables).await.0, "FORBIDDEN");
    }
    assert_eq!(
        noor.tell("{ viewer { accessTokens { name } } }").await["viewer"]["accessTokens"][1]["name"],
        "reads"
    );
}

#[tokio::test]
async fn a_token_for_reading_changes_nothing_over_a_socket_and_as_events() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Analyst]).await;
    let done = create(&noor, "reads", &["READ"], "2021-06-01T00:00:00Z").await;
    let secret = done["secret"].as_str();
    let service = desk.on_a_port().await;
    let sign_out = "mutation { signOutEverywhere { ended } }";

    let mut socket = service.socket(secret).await;
    socket.subscribe("1", sign_out, json!({})).await;
    assert_eq!(socket.failure().await, "FORBIDDEN");
    assert_eq!(service.ask_for_events(secret, sign_out, None).await.status(), 403);

    socket.subscribe("2", "{ viewer { email } }", json!({})).await;
    assert_eq!(socket.data().await["viewer"]["email"], "noor@example.org");
    assert_eq!(noor.tell("{ viewer { email } }").await["viewer"]["email"], "noor@example.org");
}

#[tokio::test]
async fn a_token_ends_when_its_holder_says_so_and_outlives_signing_out_everywhere() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Analyst]).await;
    let sam = desk.signed_in("sam@example.org", &[Role::Analyst]).await;
    let done = create(&noor, "weekly figures", &["READ"], "2021-06-01T00:00:00Z").await;
    let script = desk.seen_by(done["secret"].as_str().unwrap().to_owned());
    let end =
        "mutation($id: ID!) { accessTokenEnd(id: $id) { accessToken { name } problems { code path } } }";
    let id = json!({ "id": done["accessToken"]["id"] });

    let missing = json!({ "accessToken": null, "problems": [{ "code": "NOT_FOUND", "path": ["id"] }] });
    assert_eq!(sam.ask(end, id.clone()).await["accessTokenEnd"], missing);
    sam.tell("mutation { signOutEverywhere { ended } }").await;
    assert_eq!(script.tell("{ viewer { email } }").await["viewer"]["email"], "noor@example.org");

    let ended = noor.ask(end, id.clone()).await["accessTokenEnd"].take();
    assert_eq!(ended["problems"], json!([]));
    assert_eq!(noor.ask(end, id).await["accessTokenEnd"], missing);
    assert_eq!(script.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_token_without_name_scope_or_a_near_end_is_not_made() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Analyst]).await;

    for (name, scopes, until, code, path) in [
        (" ", &["READ"][..], "2021-06-01T00:00:00Z", "NO_NAME", "name"),
        ("figures", &[], "2021-06-01T00:00:00Z", "NO_SCOPE", "scopes"),
        ("figures", &["READ"], "2021-05-08T09:00:00Z", "BAD_END", "expiresAt"),
        ("figures", &["READ"], "2022-06-01T00:00:00Z", "BAD_END", "expiresAt"),
    ] {
        let done = create(&noor, name, scopes, until).await;
        assert_eq!(done["problems"], json!([{ "code": code, "path": ["input", path] }]));
        assert_eq!(done["secret"], Value::Null);
    }
    assert_eq!(noor.tell("{ viewer { accessTokens { name } } }").await["viewer"]["accessTokens"], json!([]));
}
