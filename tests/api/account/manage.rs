use entity::account::Role;
use serde_json::{Value, json};

use super::SIGN_IN;
use crate::desk::Desk;

const ADD: &str = "mutation($input: AccountAddInput!) {
  accountAdd(input: $input) { account { id email name roles writer { slug } } password problems { code message path } }
}";

pub(super) const CHANGE: &str = "mutation($id: ID!, $input: AccountChangeInput!) {
  accountChange(id: $id, input: $input) { account { name roles closedAt } problems { code path } }
}";

#[tokio::test]
async fn an_administrator_adds_an_account_whose_holder_signs_in() {
    let desk = Desk::with_content().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let writers = desk.tell("{ writers(first: 1) { nodes { id slug } } }").await;
    let writer = &writers["writers"]["nodes"][0];

    let input = json!({ "email": "Noor@example.org", "name": "Noor", "roles": ["REVIEWER", "WRITER", "WRITER"], "writer": writer["id"] });
    let mut done = ada.ask(ADD, json!({ "input": input })).await;
    let done = done["accountAdd"].take();

    assert_eq!(done["account"]["roles"], json!(["WRITER", "REVIEWER"]));
    assert_eq!(done["account"]["writer"]["slug"], writer["slug"]);
    let credentials = json!({ "email": "noor@example.org", "password": done["password"] });
    assert_eq!(desk.ask(SIGN_IN, credentials).await["signIn"]["problems"], json!([]));
    let all = ada.tell("{ accounts { email } }").await;
    assert_eq!(all["accounts"], json!([{ "email": "noor@example.org" }, { "email": "ada@example.org" }]));
}

#[tokio::test]
async fn an_account_that_cannot_be_is_refused_with_what_would_be_right() {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;

    for (email, name, roles, code, path) in [
        ("noor", "Noor", &["WRITER"][..], "NO_EMAIL", "email"),
        ("ADA@example.org", "Ada", &["WRITER"], "EMAIL_TAKEN", "email"),
        ("noor@example.org", "  ", &["WRITER"], "NO_NAME", "name"),
        ("noor@example.org", &"ö".repeat(255), &["WRITER"], "NO_NAME", "name"),
        ("noor@example.org", "Noor", &[], "NO_ROLE", "roles"),
    ] {
        let input = json!({ "email": email, "name": name, "roles": roles });
        let done = ada.ask(ADD, json!({ "input": input })).await;
        assert_eq!(done["accountAdd"]["problems"][0]["code"], code);
        assert_eq!(done["accountAdd"]["problems"][0]["path"], json!(["input", path]));
        assert_eq!(done["accountAdd"]["password"], Value::Null);
    }
}

#[tokio::test]
async fn a_name_is_as_long_when_it_is_changed_as_when_it_is_given() {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let id = ada.tell("{ viewer { id } }").await["viewer"]["id"].take();

    for name in [String::new(), "  ".to_owned(), "ö".repeat(255)] {
        let done = ada.ask(CHANGE, json!({ "id": id, "input": { "name": name } })).await;
        let refused = json!([{ "code": "NO_NAME", "path": ["input", "name"] }]);
        assert_eq!(done["accountChange"]["problems"], refused);
    }
    let longest = format!(" {}\n", "ö".repeat(254));
    let done = ada.ask(CHANGE, json!({ "id": id, "input": { "name": longest } })).await;
    assert_eq!(done["accountChange"]["account"]["name"], longest.trim());
}

#[tokio::test]
async fn an_address_and_a_writer_are_changed_and_a_writer_is_taken_away() {
    let desk = Desk::with_content().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let id = noor.tell("{ viewer { id } }").await["viewer"]["id"].take();
    let writers = desk.tell("{ writers(first: 1) { nodes { id slug } } }").await;
    let writer = &writers["writers"]["nodes"][0];
    let of = "{ viewer { email writer { slug } } }";

    let change = json!({ "email": " Noor@Example.com", "writer": writer["id"] });
    assert_eq!(
        ada.ask(CHANGE, json!({ "id": id, "input": change })).await["accountChange"]["problems"],
        json!([])
    );
    let changed = json!({ "email": "noor@example.com", "writer": { "slug": writer["slug"] } });
    assert_eq!(noor.tell(of).await["viewer"], changed);
    ada.ask(CHANGE, json!({ "id": id, "input": { "name": "Noor" } })).await;
    assert_eq!(noor.tell(of).await["viewer"], changed);
    ada.ask(CHANGE, json!({ "id": id, "input": { "writer": null } })).await;
    assert_eq!(noor.tell(of).await["viewer"]["writer"], Value::Null);

    let nobody = "writer_01kxnt68r0e5rve63ncgrkf4mz";
    for (input, code, field) in [
        (json!({ "email": "noor" }), "NO_EMAIL", "email"),
        (json!({ "email": "ADA@example.org" }), "EMAIL_TAKEN", "email"),
        (json!({ "writer": nobody }), "NO_WRITER", "writer"),
    ] {
        let done = ada.ask(CHANGE, json!({ "id": id, "input": input })).await;
        let refused = json!([{ "code": code, "path": ["input", field] }]);
        assert_eq!(done["accountChange"]["problems"], refused);
    }
}

#[tokio::test]
async fn a_lost_password_is_replaced_and_who_had_signed_in_with_it_is_out() {
    const RESET: &str = "mutation($id: ID!) {
      accountPasswordReset(id: $id) { account { email } password problems { code path } }
    }";
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let id = json!({ "id": noor.tell("{ viewer { id } }").await["viewer"]["id"].take() });
    let wrong = json!({ "email": "noor@example.org", "password": "not that one, surely" });
    while desk.ask(SIGN_IN, wrong.clone()).await["signIn"]["problems"][0]["code"] != "LOCKED" {}

    assert_eq!(noor.refusal(RESET, id.clone()).await.0, "FORBIDDEN");
    let done = ada.ask(RESET, id.clone()).await["accountPasswordReset"].take();

    assert_eq!(done["account"]["email"], "noor@example.org");
    assert_eq!(noor.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
    let right = json!({ "email": "noor@example.org", "password": done["password"] });
    assert_eq!(desk.ask(SIGN_IN, right).await["signIn"]["problems"], json!([]));
    let log = ada.tell("{ auditEntries(first: 2) { nodes { deed subjectId detail } } }").await;
    let entry = json!({ "deed": "PASSWORD_RESET", "subjectId": id["id"], "detail": "{}" });
    assert_eq!(log["auditEntries"]["nodes"][1], entry);

    let closed = json!({ "id": id["id"], "input": { "isOpen": false } });
    ada.ask(CHANGE, closed).await;
    let refused = json!([{ "code": "NOT_FOUND", "path": ["id"] }]);
    assert_eq!(ada.ask(RESET, id).await["accountPasswordReset"]["problems"], refused);
}

#[tokio::test]
async fn a_sign_in_tells_when_it_ends() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Reader]).await;
    let asked = "{ credential { expiresAt endsAt accessToken { name } } }";

    assert_eq!(desk.tell("{ credential { expiresAt } }").await["credential"], Value::Null);
    let credential =
        json!({ "expiresAt": "2021-05-08T21:00:00Z", "endsAt": "2021-06-07T09:00:00Z", "accessToken": null });
    assert_eq!(noor.tell(asked).await["credential"], credential);
}

#[tokio::test]
async fn others_neither_add_accounts_nor_learn_that_there_are_any() {
    let desk = Desk::open().await;
    let roles = [Role::Reader, Role::Writer, Role::Reviewer, Role::Editor, Role::Analyst];
    let noor = desk.signed_in("noor@example.org", &roles).await;
    let input = json!({ "email": "sam@example.org", "name": "Sam", "roles": ["ADMIN"] });

    assert_eq!(desk.refusal(ADD, json!({ "input": input })).await.0, "UNAUTHENTICATED");
    assert_eq!(noor.refusal(ADD, json!({ "input": input })).await.0, "FORBIDDEN");
    assert_eq!(desk.refusal("{ accounts { email } }", json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(noor.refusal("{ accounts { email } }", json!({})).await.0, "FORBIDDEN");
}

#[tokio::test]
async fn an_account_that_is_closed_is_out_at_once_and_comes_back_when_it_is_opened() {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let id = noor.tell("{ viewer { id } }").await["viewer"]["id"].take();

    let done = ada.ask(CHANGE, json!({ "id": id, "input": { "isOpen": false, "name": "Noor" } })).await;

    let closed = json!({ "name": "Noor", "roles": ["WRITER"], "closedAt": "2021-05-08T09:00:00Z" });
    assert_eq!(done["accountChange"]["account"], closed);
    assert_eq!(noor.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");

    let done = ada.ask(CHANGE, json!({ "id": id, "input": { "isOpen": true, "roles": ["EDITOR"] } })).await;
    assert_eq!(done["accountChange"]["account"]["roles"], json!(["EDITOR"]));
    assert_eq!(done["accountChange"]["account"]["closedAt"], Value::Null);
    assert_eq!(noor.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn somebody_who_manages_accounts_always_remains() {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let id = ada.tell("{ viewer { id } }").await["viewer"]["id"].take();

    for input in [json!({ "isOpen": false }), json!({ "roles": ["EDITOR"] })] {
        let done = ada.ask(CHANGE, json!({ "id": id, "input": input })).await;
        assert_eq!(done["accountChange"]["problems"][0]["code"], "LAST_ADMIN");
    }
    desk.account("grace@example.org", &[Role::Admin]).await;
    let done = ada.ask(CHANGE, json!({ "id": id, "input": { "roles": ["EDITOR"] } })).await;
    assert_eq!(done["accountChange"]["problems"], json!([]));
}
