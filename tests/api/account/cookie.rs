use entity::account::Role;
use serde_json::{Value, json};

use crate::desk::Desk;

const SIGN_IN: &str = "mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password, keeper: COOKIE) { account { email } secret }
}";

/// Signs in and tells what the browser is to keep.
async fn kept(desk: &Desk) -> String {
    let password = desk.account("noor@example.org", &[Role::Writer]).await;
    let credentials = json!({ "email": "noor@example.org", "password": password });
    let (headers, done) = desk.answer(SIGN_IN, credentials, &[]).await;
    assert_eq!(done["data"]["signIn"], json!({ "account": { "email": "noor@example.org" }, "secret": null }));
    headers["set-cookie"].to_str().unwrap().to_owned()
}

async fn viewer(desk: &Desk, headers: &[(&str, &str)]) -> Value {
    desk.answer("{ viewer { email } }", json!({}), headers).await.1
}

#[tokio::test]
async fn a_cookie_is_kept_out_of_reach_and_says_who_asks() {
    let desk = Desk::open().await;

    let kept = kept(&desk).await;

    let (cookie, attributes) = kept.split_once("; ").unwrap();
    assert_eq!(attributes, "Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Strict");
    let told = viewer(&desk, &[("cookie", &format!("theme=dark; {cookie}"))]).await;
    assert_eq!(told["data"]["viewer"]["email"], "noor@example.org");
}

#[tokio::test]
async fn a_page_of_another_site_cannot_use_it() {
    let desk = Desk::open().await;
    let kept = kept(&desk).await;
    let cookie = kept.split_once("; ").unwrap().0;

    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let told = viewer(&desk, &[("cookie", cookie), ("host", "highlights.example"), (name, value)]).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], "FORBIDDEN", "{name}: {value}");
        assert_eq!(told.get("data"), None);
    }
    for (name, value) in [("origin", "https://highlights.example"), ("sec-fetch-site", "same-origin")] {
        let told = viewer(&desk, &[("cookie", cookie), ("host", "highlights.example"), (name, value)]).await;
        assert_eq!(told["data"]["viewer"]["email"], "noor@example.org", "{name}: {value}");
    }
}

#[tokio::test]
async fn a_cookie_that_is_not_good_any_more_is_nobodys_and_signing_in_again_works() {
    let desk = Desk::open().await;
    let kept = kept(&desk).await;
    let cookie = kept.split_once("; ").unwrap().0;

    let (headers, _) = desk.answer("mutation { signOut { ended } }", json!({}), &[("cookie", cookie)]).await;

    assert!(headers["set-cookie"].to_str().unwrap().starts_with("__Host-highlights=; Max-Age=0; "));
    assert_eq!(viewer(&desk, &[("cookie", cookie)]).await["data"]["viewer"], Value::Null);
}

#[tokio::test]
async fn renewing_renews_the_cookie() {
    let desk = Desk::open().await;
    let kept = kept(&desk).await;
    let cookie = kept.split_once("; ").unwrap().0;

    let (headers, done) =
        desk.answer("mutation { signInRenew { secret } }", json!({}), &[("cookie", cookie)]).await;

    assert_eq!(done["data"]["signInRenew"]["secret"], Value::Null);
    let next = headers["set-cookie"].to_str().unwrap().split_once("; ").unwrap().0.to_owned();
    assert_ne!(next, cookie);
    assert_eq!(viewer(&desk, &[("cookie", &next)]).await["data"]["viewer"]["email"], "noor@example.org");
}

#[tokio::test]
async fn over_a_socket_it_says_who_asks_from_our_own_pages_alone() {
    let desk = Desk::open().await;
    let kept = kept(&desk).await;
    let cookie = kept.split_once("; ").unwrap().0;
    let service = desk.on_a_port().await;
    let from = async |origin: &str| service.connect(&[("cookie", cookie), ("origin", origin)]).await;

    for foreign in ["https://evil.example", "null"] {
        assert!(from(foreign).await.is_err_and(|error| error.to_string().contains("403")), "{foreign}");
    }
    let mut own = from(&format!("http://{}", service.address)).await.ok().unwrap();
    own.open(None).await;
    own.subscribe("1", "{ viewer { email } }", json!({})).await;

    assert_eq!(own.data().await["viewer"]["email"], "noor@example.org");
    for (id, document) in [("2", "mutation { signInRenew { secret } }"), ("3", SIGN_IN)] {
        own.subscribe(id, document, json!({ "email": "noor@example.org", "password": "any" })).await;
        let told = loop {
            let heard = own.heard().await;
            if heard["id"] == id {
                break heard;
            }
        };
        let error = &told["payload"][0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{told}");
        assert!(
            error["message"].as_str().unwrap().starts_with("A cookie is set by an answer of its own"),
            "{error}"
        );
    }
    assert_eq!(viewer(&desk, &[("cookie", cookie)]).await["data"]["viewer"]["email"], "noor@example.org");
}
