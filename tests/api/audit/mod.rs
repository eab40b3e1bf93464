//! What was done can be read by those who manage accounts, and cannot be changed without a trace.

use congress_highlights::audit::{Head, verify};
use entity::account::Role;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::desk::Desk;

const LOG: &str = "{ auditEntries(first: 100, orderBy: [{ field: NUMBER, direction: ASC }]) {
  nodes { number at deed detail account { email } subjectId }
} }";

/// A desk where a few things were done.
async fn busy() -> (Desk, Desk) {
    let desk = Desk::open().await;
    let ada = desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let create = "mutation { accessTokenCreate(input: { name: \"figures\", scopes: [READ], expiresAt: \"2021-06-01T00:00:00Z\" }) { secret } }";
    ada.tell(create).await;
    ada.tell("mutation { signOutEverywhere { ended } }").await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    (desk, noor)
}

async fn tamper(desk: &Desk, sql: &str) {
    let tx = desk.app.db.begin().await.unwrap();
    tx.execute_raw(Statement::from_string(tx.get_database_backend(), sql)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_log_tells_who_did_what_and_no_secret() {
    let (desk, _) = busy().await;
    let grace = desk.signed_in("grace@example.org", &[Role::Admin]).await;

    let told = grace.tell(LOG).await;

    let entries = told["auditEntries"]["nodes"].as_array().unwrap();
    let deeds: Vec<_> = entries.iter().map(|entry| entry["deed"].as_str().unwrap()).collect();
    let expected = [
        "ACCOUNT_ADD",
        "SIGN_IN",
        "ACCESS_TOKEN_CREATE",
        "SIGN_OUT",
        "ACCOUNT_ADD",
        "SIGN_IN",
        "ACCOUNT_ADD",
        "SIGN_IN",
    ];
    assert_eq!(deeds, expected);
    assert_eq!(entries[0]["account"], json!(null));
    assert_eq!(entries[2]["account"]["email"], "ada@example.org");
    assert_eq!(entries[2]["number"], "3");
    let text = told.to_string();
    assert!(text.contains("figures") && !text.contains("chs_") && !text.contains("$argon2"));
}

#[tokio::test]
async fn the_log_is_asked_who_did_something_and_what_was_done_to_something() {
    const ASKED: &str =
        "query($where: AuditEntryWhere) { auditEntries(where: $where) { totalCount nodes { deed } } }";
    let (desk, noor) = busy().await;
    let grace = desk.signed_in("grace@example.org", &[Role::Admin]).await;
    let id = noor.tell("{ viewer { id } }").await["viewer"]["id"].take();

    let by = grace.ask(ASKED, json!({ "where": { "account": { "eq": id } } })).await;
    assert_eq!(by["auditEntries"], json!({ "totalCount": 1, "nodes": [{ "deed": "SIGN_IN" }] }));
    let to = grace.ask(ASKED, json!({ "where": { "subjectId": id } })).await;
    let both = json!([{ "deed": "SIGN_IN" }, { "deed": "ACCOUNT_ADD" }]);
    assert_eq!(to["auditEntries"], json!({ "totalCount": 2, "nodes": both }));
    let of_another_kind = id.as_str().unwrap().replace("account_", "writer_");
    let to = grace.ask(ASKED, json!({ "where": { "subjectId": of_another_kind } })).await;
    assert_eq!(to["auditEntries"]["totalCount"], 0);
}

#[tokio::test]
async fn others_do_not_read_the_log() {
    let (desk, noor) = busy().await;

    assert_eq!(desk.refusal(LOG, json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(noor.refusal(LOG, json!({})).await.0, "FORBIDDEN");
}

#[tokio::test]
async fn a_changed_a_missing_and_a_cut_off_entry_are_found() {
    let (desk, _) = busy().await;
    let head = verify(desk.app.db.reader(), None).await.unwrap();
    assert_eq!(head.number, 6);
    assert_eq!(verify(desk.app.db.reader(), Some(&head)).await.unwrap(), head);

    for (sql, undo, expected) in [
        (
            "UPDATE audit_entry SET detail = REPLACE(detail, 'figures', 'figurez') WHERE number = 3",
            "UPDATE audit_entry SET detail = REPLACE(detail, 'figurez', 'figures') WHERE number = 3",
            "entry 3 of the log is not what was written",
        ),
        (
            "UPDATE audit_entry SET at = at + 1 WHERE number = 6",
            "UPDATE audit_entry SET at = at - 1 WHERE number = 6",
            "entry 6 of the log is not what was written",
        ),
        (
            "UPDATE audit_entry SET number = 1000 WHERE number = 2",
            "UPDATE audit_entry SET number = 2 WHERE number = 1000",
            "entry 2 is missing from the log",
        ),
    ] {
        tamper(&desk, sql).await;
        assert_eq!(verify(desk.app.db.reader(), None).await.unwrap_err().to_string(), expected);
        tamper(&desk, undo).await;
        assert_eq!(verify(desk.app.db.reader(), None).await.unwrap(), head);
    }

    tamper(&desk, "DELETE FROM audit_entry WHERE number = 6").await;
    let error = verify(desk.app.db.reader(), None).await.unwrap_err().to_string();
    assert_eq!(error, "entry 6 is missing from the log");
    tamper(&desk, "UPDATE audit_head SET number = 5").await;
    let error = verify(desk.app.db.reader(), None).await.unwrap_err().to_string();
    assert_eq!(error, "entry 5 of the log is not what was written");
    let hash = "(SELECT hash FROM audit_entry WHERE number = 5)";
    tamper(&desk, &format!("UPDATE audit_head SET hash = {hash}")).await;
    assert_eq!(verify(desk.app.db.reader(), None).await.unwrap().number, 5);
    let error = verify(desk.app.db.reader(), Some(&head)).await.unwrap_err().to_string();
    assert_eq!(error, format!("the log does not hold the entry that was noted, {head}"));
    assert_eq!(head.to_string().parse::<Head>(), Ok(head));
}

#[tokio::test]
async fn deeds_at_the_same_time_are_numbered_without_a_gap() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer]).await;
    let sign_in = "mutation($password: String!) { signIn(email: \"noor@example.org\", password: $password) { secret } }";
    let done = desk.ask(sign_in, json!({ "password": password })).await;
    let noor = desk.seen_by(done["signIn"]["secret"].as_str().unwrap().to_owned());

    let create = "mutation { accessTokenCreate(input: { name: \"x\", scopes: [READ], expiresAt: \"2021-06-01T00:00:00Z\" }) { secret } }";
    futures_util::future::join_all((0..40).map(|_| noor.tell(create))).await;

    assert_eq!(verify(desk.app.db.reader(), None).await.unwrap().number, 42);
}
