use entity::account::Role;
use serde_json::{Value, json};

use super::{HOUR, SIGN_IN};
use crate::desk::{Desk, MORNING};

const MINUTE: i64 = HOUR / 60;

async fn try_with(desk: &Desk, email: &str, password: &str) -> Value {
    desk.ask(SIGN_IN, json!({ "email": email, "password": password })).await["signIn"].take()
}

async fn viewer(desk: &Desk) -> Value {
    desk.tell("{ viewer { email } }").await["viewer"].take()
}

#[tokio::test]
async fn a_password_is_exchanged_for_a_secret_that_says_who_asks() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer, Role::Reviewer]).await;
    assert_eq!(viewer(&desk).await, Value::Null);

    let done = try_with(&desk, " Noor@Example.org ", &password).await;

    assert_eq!(done["account"], json!({ "email": "noor@example.org", "roles": ["WRITER", "REVIEWER"] }));
    assert_eq!(done["expiresAt"], "2021-05-08T21:00:00Z");
    assert_eq!(done["problems"], json!([]));
    let noor = desk.seen_by(done["secret"].as_str().unwrap().to_owned());
    assert_eq!(viewer(&noor).await["email"], "noor@example.org");
}

#[tokio::test]
async fn a_wrong_password_and_an_address_nobody_has_are_refused_in_the_same_words() {
    let desk = Desk::open().await;
    desk.account("noor@example.org", &[Role::Writer]).await;

    let wrong = try_with(&desk, "noor@example.org", "not the password").await;
    let nobody = try_with(&desk, "nobody@example.org", "not the password").await;

    assert_eq!(wrong["problems"][0]["code"], "WRONG_CREDENTIALS");
    assert_eq!(wrong, nobody);
}

#[tokio::test]
async fn who_guesses_waits_longer_each_time_whether_or_not_the_address_exists() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer]).await;

    for email in ["noor@example.org", "nobody@example.org"] {
        for _ in 0..5 {
            assert_eq!(try_with(&desk, email, "guess").await["problems"][0]["code"], "WRONG_CREDENTIALS");
        }
        let locked = try_with(&desk, email, "guess").await;
        assert_eq!(locked["problems"][0]["code"], "LOCKED");
        assert_eq!(locked["retryAt"], "2021-05-08T09:00:30Z");
    }
    assert_eq!(try_with(&desk, "noor@example.org", &password).await["problems"][0]["code"], "LOCKED");

    desk.set_clock(MORNING + MINUTE);
    try_with(&desk, "noor@example.org", "guess").await;
    assert_eq!(try_with(&desk, "noor@example.org", "guess").await["retryAt"], "2021-05-08T09:02:00Z");

    desk.set_clock(MORNING + HOUR);
    assert_eq!(try_with(&desk, "noor@example.org", &password).await["problems"], json!([]));
    assert_eq!(
        try_with(&desk, "noor@example.org", "guess").await["problems"][0]["code"],
        "WRONG_CREDENTIALS"
    );
}

#[tokio::test]
async fn a_sign_in_that_is_not_renewed_ends_after_half_a_day() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;

    desk.set_clock(MORNING + 12 * HOUR - 1);
    assert_eq!(viewer(&noor).await["email"], "noor@example.org");

    desk.set_clock(MORNING + 12 * HOUR);
    assert_eq!(noor.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

const RENEW: &str = "mutation { signInRenew { secret expiresAt } }";

#[tokio::test]
async fn a_renewed_sign_in_goes_on_but_not_for_more_than_a_month() {
    let desk = Desk::open().await;
    let mut noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;

    for hour in (10..720).step_by(10) {
        desk.set_clock(MORNING + hour * HOUR);
        let done = noor.tell(RENEW).await;
        noor = desk.seen_by(done["signInRenew"]["secret"].as_str().unwrap().to_owned());
    }
    desk.set_clock(MORNING + 720 * HOUR - 1);
    assert_eq!(viewer(&noor).await["email"], "noor@example.org");

    desk.set_clock(MORNING + 720 * HOUR);
    assert_eq!(noor.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_secret_shown_a_minute_after_it_was_exchanged_ends_the_sign_in() {
    let desk = Desk::open().await;
    let stolen = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let done = stolen.tell(RENEW).await;
    let next = desk.seen_by(done["signInRenew"]["secret"].as_str().unwrap().to_owned());

    desk.set_clock(MORNING + MINUTE - 1);
    assert_eq!(viewer(&stolen).await, viewer(&next).await);
    assert_eq!(stolen.refusal(RENEW, json!({})).await.0, "UNAUTHENTICATED");

    desk.set_clock(MORNING + MINUTE);
    assert_eq!(stolen.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(next.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
}

#[tokio::test]
async fn signing_out_ends_this_sign_in_and_signing_out_everywhere_ends_all() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer]).await;
    let mut places = Vec::new();
    for _ in 0..3 {
        let done = try_with(&desk, "noor@example.org", &password).await;
        places.push(desk.seen_by(done["secret"].as_str().unwrap().to_owned()));
    }

    assert_eq!(places[0].tell("mutation { signOut { ended } }").await["signOut"]["ended"], 1);
    assert_eq!(places[0].refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(viewer(&places[1]).await["email"], "noor@example.org");

    let done = places[1].tell("mutation { signOutEverywhere { ended } }").await;
    assert_eq!(done["signOutEverywhere"]["ended"], 2);
    for place in &places {
        assert_eq!(place.refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
    }
}

pub(super) const CHANGE: &str = "mutation($present: String!, $new: String!) {
  passwordChange(present: $present, new: $new) { account { email } problems { code path } }
}";

#[tokio::test]
async fn a_new_password_signs_out_whoever_else_is_there() {
    let desk = Desk::open().await;
    let password = desk.account("noor@example.org", &[Role::Writer]).await;
    let mut places = Vec::new();
    for _ in 0..2 {
        let done = try_with(&desk, "noor@example.org", &password).await;
        places.push(desk.seen_by(done["secret"].as_str().unwrap().to_owned()));
    }

    let new = "a quiet morning in May";
    for (present, new, code, path) in [
        ("wrong", new, "WRONG_PASSWORD", "present"),
        (password.as_str(), "too short", "TOO_SHORT", "new"),
        (password.as_str(), &"x".repeat(201), "TOO_LONG", "new"),
        (password.as_str(), "Noor@Example.org", "GUESSABLE", "new"),
    ] {
        let done = places[0].ask(CHANGE, json!({ "present": present, "new": new })).await;
        let problem = json!({ "account": null, "problems": [{ "code": code, "path": [path] }] });
        assert_eq!(done["passwordChange"], problem);
    }
    let done = places[0].ask(CHANGE, json!({ "present": password, "new": new })).await;

    assert_eq!(done["passwordChange"]["problems"], json!([]));
    assert_eq!(viewer(&places[0]).await["email"], "noor@example.org");
    assert_eq!(places[1].refusal("{ viewer { email } }", json!({})).await.0, "UNAUTHENTICATED");
    assert_eq!(
        try_with(&desk, "noor@example.org", &password).await["problems"][0]["code"],
        "WRONG_CREDENTIALS"
    );
    assert_eq!(try_with(&desk, "noor@example.org", new).await["problems"], json!([]));
}

#[tokio::test]
async fn a_secret_that_is_none_is_refused_in_a_sentence() {
    let desk = Desk::open().await;

    let (code, message) =
        desk.seen_by("chs_0000".to_owned()).refusal("{ viewer { email } }", json!({})).await;

    assert_eq!(code, "UNAUTHENTICATED");
    assert_eq!(message, "The secret is not good, or not any more. Sign in again.");
}
