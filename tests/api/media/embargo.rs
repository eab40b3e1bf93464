//! Before its instant a file is not there, for nobody without the right, in no way of asking.

use axum::http::Method;
use entity::account::Role;
use serde_json::json;

use super::shown::{READ, Sent, approve, draft};
use crate::{
    desk::{Cast, Desk, MORNING, slide},
    manuscript::{Team, step},
};

const HOUR: i64 = 3_600_000_000;

const ASKED: [(Method, &[(&str, &str)]); 6] = [
    (Method::GET, &[]),
    (Method::HEAD, &[]),
    (Method::GET, &[("range", "bytes=0-3")]),
    (Method::GET, &[("range", "bytes=99999999-")]),
    (Method::GET, &[("if-none-match", "*")]),
    (Method::GET, &[("if-modified-since", "Sun, 22 Nov 2026 10:00:00 GMT")]),
];

/// Asks in every way: all that is told of a file, the same as of one that never was.
async fn is_unknown(desk: &Desk, url: &str, who: &str) {
    let never = format!("/media/uploads/{}.png", "0".repeat(64));
    for (method, headers) in ASKED {
        for width in ["", "?width=320"] {
            let found = desk.fetch(method.clone(), &format!("{url}{width}"), headers).await;
            let nothing = desk.fetch(method.clone(), &format!("{never}{width}"), headers).await;
            assert_eq!(found.status, 404, "{who} {method} {headers:?}");
            assert_eq!(format!("{found:?}"), format!("{nothing:?}"), "{who} {method} {headers:?}");
            assert_eq!(found.header("cache-control"), Some("no-store"));
        }
    }
}

#[tokio::test]
async fn bytes_are_there_at_their_microsecond_and_not_before() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let readers = [
        ("nobody", team.public.seen_by(None)),
        ("a stranger", team.public.seen_by("chs_nonsense".to_owned())),
        ("a reader", team.public.signed_in("a@example.org", &[Role::Reader]).await),
        ("an analyst", team.public.signed_in("b@example.org", &[Role::Analyst]).await),
        ("an administrator", team.public.signed_in("c@example.org", &[Role::Admin]).await),
    ];
    let id = draft(&team, sent.input(&team, "Asciminib")).await["manuscript"]["id"].take();
    approve(&team, &id, 1).await;
    step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await;
    let urls = [&sent.image, &sent.sound].map(|media| media["url"].as_str().unwrap());

    team.public.set_clock(MORNING + HOUR - 1);
    for (who, desk) in &readers {
        for url in urls {
            is_unknown(desk, url, who).await;
        }
    }
    for (who, desk) in readers.iter().filter(|(who, _)| *who != "a stranger") {
        assert_eq!(desk.tell(READ).await["summary"], json!(null), "{who}");
        for media in [&sent.image, &sent.captions] {
            let node =
                desk.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": media["id"] })).await;
            assert_eq!(node["node"], json!(null), "{who}");
        }
    }
    for desk in [&team.noor, &team.ruth, &team.eve] {
        for url in urls {
            let reply = desk.get(url, &[]).await;
            assert_eq!(
                (reply.status.as_u16(), reply.header("cache-control")),
                (200, Some("private, no-store"))
            );
        }
        let small = desk.get(&format!("{}?width=320", urls[0]), &[]).await;
        assert_eq!((small.status.as_u16(), small.header("cache-control")), (200, Some("private, no-store")));
    }
    team.public.set_clock(MORNING + HOUR);
    for (who, desk) in &readers {
        for url in urls {
            let reply = desk.get(url, &[]).await;
            assert_eq!(
                (reply.status.as_u16(), reply.header("cache-control")),
                (200, Some("public, max-age=86400")),
                "{who}"
            );
            let part = desk.get(url, &[("range", "bytes=0-3")]).await;
            assert_eq!((part.status.as_u16(), part.bytes.len()), (206, 4), "{who}");
            let known = desk.get(url, &[("if-none-match", reply.header("etag").unwrap())]).await;
            assert_eq!(known.status, 304, "{who}");
        }
        is_unknown(desk, sent.captions["url"].as_str().unwrap(), who).await;
        is_unknown(desk, sent.other["url"].as_str().unwrap(), who).await;
    }
}

#[tokio::test]
async fn what_a_bundle_brings_for_later_is_not_there_before() {
    let desk = Desk::with(Cast::default()).await;
    let later = json!({ "lecture": "l", "published_at": "2021-05-08T10:00:00Z", "slides": [slide("later")] });
    desk.bring(Cast::default().meeting("m", json!({})).lecture("l", "m", json!({})).summary("veiled", later))
        .await;

    desk.set_clock(MORNING + HOUR - 1);
    assert_eq!(desk.get("/media/slide.svg", &[]).await.status, 404);
    desk.set_clock(MORNING + HOUR);
    assert_eq!(desk.get("/media/slide.svg", &[]).await.status, 200);
}
