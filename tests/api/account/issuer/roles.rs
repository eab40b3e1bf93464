use axum::http::StatusCode;
use congress_highlights::{audit::verify, issuer::IssuerConfig};
use entity::account::Role;
use futures_util::future::join_all;
use serde_json::json;

use super::{Journey, Place, refused};

fn adding(config: IssuerConfig) -> IssuerConfig {
    IssuerConfig { oidc_add_unknown: true, ..config }
}

fn by_groups(config: IssuerConfig) -> IssuerConfig {
    IssuerConfig {
        oidc_roles_claim: Some("groups".to_owned()),
        oidc_roles: ["desk=editor", "desk=writer", "house=admin"].map(|text| text.parse().unwrap()).into(),
        ..adding(config)
    }
}

#[tokio::test]
async fn who_is_not_known_is_let_in_only_where_the_operator_says_so() {
    let closed = Place::open().await;
    let open = Place::with(adding).await;

    refused(&closed.go(json!({})).await, StatusCode::FORBIDDEN, "no open account for you");
    let end = open.go(json!({})).await;
    let noor = open.viewer(&end).await;

    assert_eq!(
        (&noor["email"], &noor["name"], &noor["roles"]),
        (&json!("noor@example.org"), &json!("Noor"), &json!(["READER"]))
    );
    refused(
        &open.go(json!({ "sub": "sam", "email": "sam" })).await,
        StatusCode::FORBIDDEN,
        "verified e-mail",
    );
}

#[tokio::test]
async fn an_address_that_came_to_somebody_else_opens_nothing() {
    let place = Place::with(adding).await;
    assert!(place.go(json!({})).await.secret.is_some());

    let other = place.go(json!({ "sub": "noor-2" })).await;

    refused(&other, StatusCode::FORBIDDEN, "no open account for you");
}

#[tokio::test]
async fn a_closed_account_stays_closed() {
    let place = Place::open().await;
    place.desk.account("noor@example.org", &[Role::Writer]).await;
    let admin = place.desk.signed_in("admin@example.org", &[Role::Admin]).await;
    let end = place.go(json!({})).await;
    let id = place.viewer(&end).await["id"].take();
    let close =
        "mutation($id: ID!) { accountChange(id: $id, input: { isOpen: false }) { problems { code } } }";
    admin.ask(close, json!({ "id": id })).await;

    refused(&place.go(json!({})).await, StatusCode::FORBIDDEN, "no open account for you");
}

#[tokio::test]
async fn the_issuer_decides_what_somebody_may_do_if_it_is_let() {
    let place = Place::with(by_groups).await;
    let roles = async |groups: serde_json::Value| {
        let end = place.go(json!({ "groups": groups })).await;
        place.viewer(&end).await["roles"].take()
    };

    refused(&place.go(json!({ "groups": [] })).await, StatusCode::FORBIDDEN, "None of your groups");
    assert_eq!(roles(json!(["desk", "chess"])).await, json!(["WRITER", "EDITOR"]));
    assert_eq!(roles(json!("house")).await, json!(["ADMIN"]));
    // Somebody who may manage accounts always remains.
    assert_eq!(roles(json!(["desk"])).await, json!(["WRITER", "EDITOR", "ADMIN"]));
    place.desk.account("other@example.org", &[Role::Admin]).await;
    assert_eq!(roles(json!(["desk"])).await, json!(["WRITER", "EDITOR"]));
    refused(&place.go(json!({ "groups": ["chess"] })).await, StatusCode::FORBIDDEN, "None of your groups");
    // One text is one group.
    for text in ["house chess", "chess,house"] {
        refused(&place.go(json!({ "groups": text })).await, StatusCode::FORBIDDEN, "None of your groups");
    }
}

#[tokio::test]
async fn who_is_let_in_no_longer_may_do_nothing_and_is_signed_out_everywhere() {
    let place = Place::with(by_groups).await;
    let ada = place.desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let end = place.go(json!({ "groups": ["desk"] })).await;
    let noor = place.desk.seen_by(end.secret.clone());
    let make = "mutation { accessTokenCreate(input: { name: \"x\", scopes: [READ], expiresAt: \"2021-06-01T00:00:00Z\" }) { secret } }";
    let token = noor.tell(make).await["accessTokenCreate"]["secret"].as_str().unwrap().to_owned();
    let script = place.desk.seen_by(token);
    assert_eq!(script.tell("{ viewer { name } }").await["viewer"]["name"], "Noor");

    for _ in 0..2 {
        let chess = place.go(json!({ "groups": ["chess"] })).await;
        refused(&chess, StatusCode::FORBIDDEN, "None of your groups");
    }

    for kept in [&noor, &script] {
        assert_eq!(kept.refusal("{ viewer { name } }", json!({})).await.0, "UNAUTHENTICATED");
    }
    let told = ada
        .tell("{ accounts { name roles closedAt } auditEntries(first: 2) { nodes { deed detail } } }")
        .await;
    assert_eq!(told["accounts"][0], json!({ "name": "Noor", "roles": [], "closedAt": null }));
    let entries = &told["auditEntries"]["nodes"];
    assert_eq!((&entries[0]["deed"], &entries[1]["deed"]), (&json!("SIGN_OUT"), &json!("ACCOUNT_CHANGE")));
    assert!(entries[1]["detail"].as_str().unwrap().contains("\"roles\":[]"), "{entries}");
    verify(place.desk.app.db.reader(), None).await.unwrap();
    let again = place.go(json!({ "groups": ["desk"] })).await;
    assert_eq!(place.viewer(&again).await["roles"], json!(["WRITER", "EDITOR"]));
}

#[tokio::test]
async fn groups_that_are_not_in_the_token_are_asked_for() {
    let place = Place::with(by_groups).await;
    let about = json!({ "sub": "noor-1", "groups": ["desk"], "email": "eve@example.org" });
    place.say(|says| says.about = about);

    let end = place.go(json!({})).await;

    let noor = place.viewer(&end).await;
    assert_eq!((&noor["email"], &noor["roles"]), (&json!("noor@example.org"), &json!(["WRITER", "EDITOR"])));
}

#[tokio::test]
async fn who_signs_in_for_the_first_time_twice_at_once_has_one_account() {
    let place = Place::with(adding).await;
    for round in 0..8 {
        let who = json!({ "sub": format!("noor-{round}"), "email": format!("noor-{round}@example.org") });
        let (one, other) = (place.begin().await, place.begin().await);
        let claims = [&one, &other].map(|journey| {
            let mut claims = place.says(journey);
            claims["sub"] = who["sub"].clone();
            claims["email"] = who["email"].clone();
            (journey.sent["code_challenge"].clone(), claims)
        });
        place.say(|says| says.others = claims.into());
        let back = async |journey: &Journey| {
            place.back(journey, &format!("code=good&state={}", journey.sent["state"])).await
        };

        let (one, other) = tokio::join!(back(&one), back(&other));

        let (one, other) = (place.viewer(&one).await, place.viewer(&other).await);
        assert_eq!((&one["id"], &one["email"]), (&other["id"], &who["email"]));
    }
    verify(place.desk.app.db.reader(), None).await.unwrap();
}

#[tokio::test]
async fn who_signs_in_and_who_changes_accounts_do_not_wait_for_each_other() {
    let place = Place::with(by_groups).await;
    let ada = place.desk.signed_in("ada@example.org", &[Role::Admin]).await;
    let id = ada.tell("{ viewer { id } }").await["viewer"]["id"].take();
    let change =
        "mutation($id: ID!) { accountChange(id: $id, input: { name: \"Ada\" }) { problems { code } } }";
    let changing = async || loop {
        ada.ask(change, json!({ "id": id })).await;
    };

    let signing_in = async {
        for groups in ["house", "desk"].repeat(10) {
            let end = place.go(json!({ "groups": groups })).await;
            assert!(end.secret.is_some(), "{}", end.text);
        }
    };

    tokio::select! {
        () = signing_in => {}
        _ = join_all([changing(), changing(), changing()]) => {}
    }
}
