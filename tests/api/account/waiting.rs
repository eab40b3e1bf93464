//! What changes an account while a deed waits for it.

use entity::account::Role;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{SIGN_IN, manage, sign_in, token};
use crate::desk::{Desk, SOON};

const NOOR: &str = "WHERE email = 'noor@example.org'";

/// What somebody does while an account is changed elsewhere.
async fn meanwhile(desk: &Desk, change: &str, deed: impl Future<Output = Value>) -> Option<Value> {
    let other = desk.under_way(&format!("UPDATE account SET {change} {NOOR}")).await?;
    let ((), done) = tokio::join!(
        async {
            other.is_awaited().await;
            other.ends().await;
        },
        deed
    );
    Some(done)
}

#[tokio::test]
async fn nobody_signs_in_with_what_was_changed_meanwhile() {
    for change in ["closed_at = 1", "password = 'another'"] {
        let desk = Desk::open().await;
        let password = desk.account("noor@example.org", &[Role::Writer]).await;
        let variables = json!({ "email": "noor@example.org", "password": password });

        let done = meanwhile(&desk, change, desk.ask(SIGN_IN, variables)).await;

        let Some(done) = done else { return };
        assert_eq!(done["signIn"]["problems"][0]["code"], "WRONG_CREDENTIALS", "{change}: {done}");
        assert_eq!(done["signIn"]["secret"], Value::Null, "{change}");
    }
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_is_not_changed_again() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer]).await;
    let noor = desk.signed_in_with("noor@example.org", &password).await;
    let variables = json!({ "present": password, "new": "a horse that stands correct" });

    let done = meanwhile(&desk, "password = 'another'", noor.ask(sign_in::CHANGE, variables)).await;

    let Some(done) = done else { return };
    assert_eq!(done["passwordChange"]["problems"][0]["code"], "WRONG_PASSWORD", "{done}");
}

#[tokio::test]
async fn no_token_is_made_for_an_account_that_was_closed_meanwhile() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let variables = json!({ "name": "a script", "scopes": ["READ"], "until": "2021-06-01T00:00:00Z" });

    let done = meanwhile(&desk, "closed_at = 1", noor.reply(token::CREATE, variables)).await;

    let Some(done) = done else { return };
    assert_eq!(done["data"]["accessTokenCreate"]["secret"], Value::Null, "{done}");
}

#[tokio::test]
async fn two_administrators_do_not_dismiss_each_other() {
    for round in 0..4 {
        let desk = Desk::open().await;
        let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
        let grace = desk.signed_in("grace@example.org", &[Role::Admin]).await;
        let id = async |desk: &Desk| desk.tell("{ viewer { id } }").await["viewer"]["id"].take();
        let dismissed = |id: Value| json!({ "id": id, "input": { "roles": ["READER"] } });
        let (one, other) = (dismissed(id(&ada).await), dismissed(id(&grace).await));

        let (one, other) = tokio::join!(ada.reply(manage::CHANGE, other), grace.reply(manage::CHANGE, one));

        let is_done = |reply: &Value| reply["data"]["accountChange"]["problems"] == json!([]);
        assert!(is_done(&one) != is_done(&other), "{round}: {one} {other}");
    }
}

#[tokio::test]
async fn who_changes_an_account_waits_for_no_other() {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let sam = desk.signed_in("sam@example.org", &[Role::Writer]).await;
    desk.account("noor@example.org", &[Role::Writer]).await;
    let id = sam.tell("{ viewer { id } }").await["viewer"]["id"].take();
    let Some(other) = desk.under_way(&format!("UPDATE account SET name = 'N' {NOOR}")).await else { return };

    let named = json!({ "id": id, "input": { "name": "Sam", "roles": ["EDITOR"] } });
    let done = timeout(SOON, ada.ask(manage::CHANGE, named)).await.expect("it waits");

    assert_eq!(done["accountChange"]["problems"], json!([]));
    other.ends().await;
}
