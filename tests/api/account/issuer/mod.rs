//! Signing in at an issuer.

mod roles;
mod stand_in;

use std::{collections::HashMap, sync::atomic::Ordering, time::Duration};

use axum::http::{StatusCode, header, response::Parts};
use congress_highlights::{audit::verify, issuer::IssuerConfig};
use entity::account::Role;
use serde_json::{Value, json};

use self::stand_in::{Says, StandIn};
use crate::desk::{Desk, MORNING};

const SECOND: i64 = 1_000_000;

/// A desk and the issuer it trusts.
struct Place {
    desk: Desk,
    issuer: StandIn,
}

/// A browser on its way.
#[derive(Clone)]
struct Journey {
    cookie: String,
    sent: HashMap<String, String>,
}

/// How a journey ended.
struct End {
    status: StatusCode,
    location: String,
    secret: Option<String>,
    text: String,
}

fn config(issuer: &StandIn) -> IssuerConfig {
    let named = |text: &str| text.to_owned();
    IssuerConfig {
        public_url: Some(named("https://highlights.example.org")),
        oidc_issuer: Some(issuer.address.clone()),
        oidc_client_id: Some(named("highlights")),
        oidc_client_secret: Some(named("a secret of this test")),
        oidc_name: named("the <Test> House"),
        oidc_scopes: vec![named("email"), named("profile")],
        oidc_email_claim: named("email"),
        oidc_verified_claim: named("email_verified"),
        ..IssuerConfig::default()
    }
}

impl Place {
    async fn open() -> Self {
        Self::with(|config| config).await
    }

    async fn with(change: impl FnOnce(IssuerConfig) -> IssuerConfig) -> Self {
        let issuer = StandIn::open().await;
        let trusted = change(config(&issuer)).issuer().unwrap().unwrap();
        Self { desk: Desk::open().await.with_issuer(trusted), issuer }
    }

    async fn begin(&self) -> Journey {
        let (parts, text) = self.desk.visit("/sign-in/oidc?returnTo=/desk", &[]).await;
        assert_eq!(parts.status, StatusCode::SEE_OTHER, "{text}");
        let sent = parts.headers[header::LOCATION].to_str().unwrap().split_once('?').unwrap().1;
        let sent = sent.split('&').filter_map(|field| field.split_once('='));
        let sent: HashMap<_, _> = sent.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.issuer.says.lock().unwrap().challenge.clone_from(&sent["code_challenge"]);
        Journey { cookie: ticket(&parts), sent }
    }

    /// What a good issuer says about Noor.
    fn says(&self, journey: &Journey) -> Value {
        let now = self.desk.app.clock.now().0 / SECOND;
        json!({
            "iss": self.issuer.address, "aud": "highlights", "sub": "noor-1", "nonce": journey.sent["nonce"],
            "iat": now, "exp": now + 300, "email": "Noor@Example.org", "email_verified": true, "name": "Noor",
        })
    }

    fn say(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.issuer.says.lock().unwrap());
    }

    async fn back(&self, journey: &Journey, query: &str) -> End {
        let address = format!("/sign-in/oidc/callback?{query}");
        let (parts, text) = self.desk.visit(&address, &[("cookie", &journey.cookie)]).await;
        let location = parts.headers.get(header::LOCATION).map(|at| at.to_str().unwrap().to_owned());
        let secret =
            cookies(&parts).find_map(|cookie| cookie.strip_prefix("__Host-highlights=")?.split_once(';'));
        let secret = secret.map(|(secret, attributes)| {
            assert_eq!(attributes, " Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Strict");
            secret.to_owned()
        });
        End { status: parts.status, location: location.unwrap_or_default(), secret, text }
    }

    /// Comes back with a good code.
    async fn back_with(&self, journey: &Journey, claims: Value) -> End {
        self.say(|says| says.claims = claims);
        self.back(journey, &format!("code=good&state={}", journey.sent["state"])).await
    }

    /// All the way, with some claims changed.
    async fn go(&self, changes: Value) -> End {
        let journey = self.begin().await;
        let mut claims = self.says(&journey);
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        self.back_with(&journey, claims).await
    }

    /// Who is signed in by then.
    async fn viewer(&self, end: &End) -> Value {
        let desk = self.desk.seen_by(end.secret.clone());
        desk.tell("{ viewer { id email name roles } }").await["viewer"].take()
    }
}

fn cookies(parts: &Parts) -> impl Iterator<Item = &str> {
    parts.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap())
}

fn ticket(parts: &Parts) -> String {
    let kept = cookies(parts).next().unwrap();
    let (cookie, attributes) = kept.split_once("; ").unwrap();
    assert_eq!(attributes, "Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax");
    cookie.to_owned()
}

#[track_caller]
fn refused(end: &End, status: StatusCode, says: &str) {
    assert_eq!((end.status, &end.secret), (status, &None), "{}", end.text);
    assert!(end.text.contains(says), "{}", end.text);
}

#[tokio::test]
async fn a_verified_address_finds_the_account_once_and_the_issuers_name_from_then_on() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    let admin = place.desk.signed_in("admin@example.org", &[Role::Admin]).await;

    let end = place.go(json!({})).await;
    let noor = place.viewer(&end).await;
    let later = place.go(json!({ "email": "noor@married.example.org", "email_verified": false })).await;

    assert_eq!(
        (end.status, end.location.as_str()),
        (StatusCode::SEE_OTHER, "https://highlights.example.org/desk")
    );
    assert_eq!(noor["email"], "noor@example.org");
    assert_eq!(place.viewer(&later).await, noor);
    let entries =
        "{ auditEntries(first: 1, where: { deed: { eq: SIGN_IN } }) { nodes { account { id } detail } } }";
    let entry = admin.tell(entries).await["auditEntries"]["nodes"][0].take();
    assert_eq!(entry["account"]["id"], noor["id"]);
    assert_eq!(entry["detail"], json!({ "issuer": place.issuer.address }).to_string());
    verify(place.desk.app.db.reader(), None).await.unwrap();
}

#[tokio::test]
async fn what_is_not_in_the_token_is_asked_for() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    let short = async |about: Value| {
        let journey = place.begin().await;
        let mut claims = place.says(&journey);
        claims.as_object_mut().unwrap().retain(|name, _| !name.starts_with("email"));
        place.say(|says| says.about = about);
        place.back_with(&journey, claims).await
    };

    let other = short(json!({ "sub": "sam-1", "email": "noor@example.org", "email_verified": true })).await;
    let good = short(json!({ "sub": "noor-1", "email": "noor@example.org", "email_verified": true })).await;

    refused(&other, StatusCode::FORBIDDEN, "could not be verified");
    assert_eq!(place.viewer(&good).await["email"], "noor@example.org");
}

#[tokio::test]
async fn what_cannot_be_believed_signs_nobody_in() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    let now = MORNING / SECOND;

    for changes in [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "aud": "another" }),
        json!({ "aud": ["highlights", "another"] }),
        json!({ "iss": "https://another.example.org" }),
        json!({ "exp": now }),
        json!({ "exp": now - 3_600 }),
        json!({ "at_hash": "another" }),
        json!({ "sub": null }),
    ] {
        let end = place.go(changes.clone()).await;
        refused(&end, StatusCode::FORBIDDEN, "could not be verified");
    }
    for changes in
        [json!({ "email_verified": false }), json!({ "email_verified": null }), json!({ "email": null })]
    {
        refused(&place.go(changes).await, StatusCode::FORBIDDEN, "verified e-mail address");
    }
    place.say(|says| says.algorithm = "none");
    refused(&place.go(json!({})).await, StatusCode::FORBIDDEN, "could not be verified");
    place.say(|says| says.algorithm = "EdDSA");
    assert_eq!(place.go(json!({})).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_finishes_what_another_browser_began_or_what_was_finished_or_what_is_old() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    let journey = place.begin().await;
    let (claims, state) = (place.says(&journey), journey.sent["state"].clone());
    let other = place.begin().await;
    place.say(|says| says.challenge.clone_from(&journey.sent["code_challenge"]));

    // Another browser, none, one whose ticket was changed.
    let changed = journey.cookie.replace('1', "2");
    for cookie in [other.cookie.clone(), String::new(), changed] {
        let stranger = Journey { cookie, ..journey.clone() };
        refused(
            &place.back_with(&stranger, claims.clone()).await,
            StatusCode::BAD_REQUEST,
            "another browser",
        );
    }
    // The code of one with the ticket of the other: the verifier is not the one.
    let mixed = place.back(&other, &format!("code=good&state={}", other.sent["state"])).await;
    refused(&mixed, StatusCode::FORBIDDEN, "did not confirm");
    for query in [
        format!("state={state}"),
        format!("error=access_denied&state={state}"),
        format!("code=good&iss=https%3A%2F%2Fevil.example&state={state}"),
    ] {
        refused(&place.back(&journey, &query).await, StatusCode::FORBIDDEN, "did not confirm");
    }

    assert!(place.back_with(&journey, claims.clone()).await.secret.is_some());
    refused(&place.back_with(&journey, claims).await, StatusCode::FORBIDDEN, "finished before");

    let journey = place.begin().await;
    place.desk.set_clock(MORNING + 600 * SECOND);
    let claims = place.says(&journey);
    refused(&place.back_with(&journey, claims).await, StatusCode::BAD_REQUEST, "too long ago");
}

#[tokio::test]
async fn new_keys_are_read_when_they_are_used_and_not_more_often_than_every_five_seconds() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    assert!(place.go(json!({})).await.secret.is_some());
    place.say(|says| (says.signs, says.published) = (2, vec![1, 2]));

    refused(&place.go(json!({})).await, StatusCode::FORBIDDEN, "could not be verified");
    place.desk.set_clock(MORNING + 5 * SECOND);
    assert!(place.go(json!({})).await.secret.is_some());
    assert_eq!(place.issuer.reads.load(Ordering::Relaxed), 2);

    // A key that was never published, many times.
    place.say(|says| says.signs = 3);
    place.desk.set_clock(MORNING + 11 * SECOND);
    for _ in 0..5 {
        refused(&place.go(json!({})).await, StatusCode::FORBIDDEN, "could not be verified");
    }
    assert_eq!(place.issuer.reads.load(Ordering::Relaxed), 3);

    // A key that was taken back is believed for an hour at most.
    place.say(|says| (says.signs, says.published) = (1, vec![2]));
    place.desk.set_clock(MORNING + 11 * SECOND + 3_600 * SECOND);
    refused(&place.go(json!({})).await, StatusCode::FORBIDDEN, "could not be verified");
}

#[tokio::test]
async fn while_the_issuer_is_down_everything_else_goes_on() {
    let place = Place::open().await;
    place.say(|says| says.is_down = true);

    let (parts, text) = place.desk.visit("/sign-in/oidc", &[]).await;

    assert_eq!(parts.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("the &lt;Test&gt;") || text.contains("the&#32;&lt;Test&gt;"), "{text}");
    assert!(text.contains("cannot be reached now"), "{text}");
    let told = place.desk.tell("{ signInIssuer { name path } }").await;
    assert_eq!(told["signInIssuer"], json!({ "name": "the <Test> House", "path": "/sign-in/oidc" }));
    place.say(|says| says.is_down = false);
    place.desk.set_clock(MORNING + 5 * SECOND);
    place.begin().await;
}

#[tokio::test]
async fn who_waited_for_an_issuer_that_did_not_answer_does_not_ask_it_again() {
    let place = Place::open().await;
    place.say(|says| (says.is_down, says.ponders) = (true, Duration::from_millis(400)));
    let go = || place.desk.visit("/sign-in/oidc", &[]);
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        place.desk.set_clock(MORNING + 16 * SECOND);
    };

    let (one, other, ()) = tokio::join!(go(), go(), meanwhile);

    for (parts, _) in [one, other] {
        assert_eq!(parts.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(place.issuer.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn one_comes_back_to_our_own_pages() {
    let place = Place::open().await;

    for foreign in
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "data:,x"]
    {
        let (parts, text) = place.desk.visit(&format!("/sign-in/oidc?returnTo={foreign}"), &[]).await;
        assert_eq!(parts.status, StatusCode::BAD_REQUEST, "{foreign}");
        assert!(text.contains("The address to return to"), "{text}");
    }
    assert_eq!(Desk::open().await.visit("/sign-in/oidc", &[]).await.0.status, StatusCode::NOT_FOUND);
}
