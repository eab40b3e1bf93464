//! Large files, in parts.

use axum::{
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
};
use entity::account::Role;
use futures_util::stream;
use serde_json::json;

use super::{files, files_below, left, tickets, writer};
use crate::desk::{Desk, MORNING};

async fn offset(desk: &Desk, url: &str) -> Option<String> {
    desk.fetch(Method::HEAD, url, &[]).await.header("upload-offset").map(str::to_owned)
}

#[tokio::test]
async fn a_file_comes_in_parts_and_is_media_when_the_last_is_there() {
    let (public, noor) = writer().await;
    let wav = files::wav(30);
    let (half, whole) = (wav.len() / 2, wav.len());
    let url = noor.begin("SOUND", &wav).await;
    assert_eq!(offset(&noor, &url).await.as_deref(), Some("0"));

    let first = noor.put(&url, &format!("bytes 0-{}/{whole}", half - 1), &wav[..half]).await;
    assert_eq!(
        (first.status, first.header("upload-offset")),
        (StatusCode::ACCEPTED, Some(half.to_string().as_str()))
    );
    assert_eq!(left(&public.app).await.0, 0);
    let last = noor.put(&url, &format!("bytes {half}-{}/{whole}", whole - 1), &wav[half..]).await;

    assert_eq!(last.status, StatusCode::CREATED, "{}", last.text());
    let id = last.json()["media"]["id"].take();
    let told = noor
        .ask(
            "query($id: ID!) { node(id: $id) { ... on Media { durationMilliseconds url } } }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(told["node"]["durationMilliseconds"], 30_000);
    let again = noor.put(&url, &format!("bytes */{whole}"), b"").await;
    assert_eq!((again.status, &again.json()["media"]["id"]), (StatusCode::CREATED, &id));
    assert!(files_below(&public.app.media).iter().all(|file| file.starts_with("uploads/")));
}

#[tokio::test]
async fn an_upload_is_given_up_by_who_began_it_and_leaves_nothing() {
    let (public, noor) = writer().await;
    let sam = public.signed_in("sam@example.org", &[Role::Writer]).await;
    let wav = files::wav(5);
    let url = noor.begin("SOUND", &wav).await;
    noor.put(&url, &format!("bytes 0-99/{}", wav.len()), &wav[..100]).await;

    assert_eq!(public.fetch(Method::DELETE, &url, &[]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sam.fetch(Method::DELETE, &url, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(tickets(&public.app).await, 1);
    assert_eq!(noor.fetch(Method::DELETE, &url, &[]).await.status, StatusCode::NO_CONTENT);

    assert_eq!(tickets(&public.app).await, 0);
    assert_eq!(files_below(&public.app.media), [""; 0]);
    assert_eq!(noor.fetch(Method::DELETE, &url, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(noor.put(&url, "", &wav).await.status, StatusCode::NOT_FOUND);
    let url = noor.begin("SOUND", &wav).await;
    let media = noor.put(&url, "", &wav).await.json()["media"]["id"].take();
    assert_eq!(noor.fetch(Method::DELETE, &url, &[]).await.status, StatusCode::NO_CONTENT);
    let told = noor.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": media })).await;
    assert_eq!(told["node"]["id"], media, "what it became stays");
}

#[tokio::test]
async fn a_connection_that_is_cut_is_gone_on_from() {
    let (_public, noor) = writer().await;
    let wav = files::wav(5);
    let url = noor.begin("SOUND", &wav).await;
    let come = Bytes::copy_from_slice(&wav[..10_000]);
    let cut = stream::iter([Ok(come), Err(std::io::Error::other("cut"))]);
    let request = Request::put(&url).body(Body::from_stream(cut)).unwrap();

    noor.send(request).await;
    let there = offset(&noor, &url).await.unwrap();
    let rest = noor
        .put(&url, &format!("bytes {there}-{}/{}", wav.len() - 1, wav.len()), &wav[there.parse().unwrap()..])
        .await;

    assert_eq!(there, "10000");
    assert_eq!(rest.status, StatusCode::CREATED, "{}", rest.text());
}

#[tokio::test]
async fn parts_that_do_not_fit_are_refused_and_change_nothing() {
    let (public, noor) = writer().await;
    let wav = files::wav(1);
    let whole = wav.len();
    let url = noor.begin("SOUND", &wav).await;
    noor.put(&url, &format!("bytes 0-99/{whole}"), &wav[..100]).await;

    let parts: Vec<(String, &[u8], StatusCode)> = vec![
        (format!("bytes 50-149/{whole}"), &wav[50..150], StatusCode::CONFLICT),
        (format!("bytes 0-99/{whole}"), &wav[..100], StatusCode::CONFLICT),
        (format!("bytes 200-299/{whole}"), &wav[200..300], StatusCode::CONFLICT),
        (format!("bytes 100-199/{}", whole + 1), &wav[100..200], StatusCode::BAD_REQUEST),
        (format!("bytes 100-{whole}/{whole}"), &wav[100..], StatusCode::BAD_REQUEST),
        (format!("bytes 199-100/{whole}"), &wav[100..200], StatusCode::BAD_REQUEST),
        (format!("bytes 100-199/{whole}"), &wav[100..250], StatusCode::BAD_REQUEST),
        (format!("bytes 100-199/{whole}"), &wav[100..150], StatusCode::BAD_REQUEST),
        ("lines 1-2/3".to_owned(), b"", StatusCode::BAD_REQUEST),
        (String::new(), &wav, StatusCode::CONFLICT),
    ];
    for (range, bytes, status) in parts {
        let reply = noor.put(&url, &range, bytes).await;
        assert_eq!(reply.status, status, "{range}: {}", reply.text());
        assert!(reply.sentence().ends_with('.'), "{range}");
        assert_eq!(offset(&noor, &url).await.as_deref(), Some("100"), "{range}");
    }
    let longer = stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![0; whole * 2]))]);
    let request = Request::put(&url).header(header::CONTENT_RANGE, format!("bytes 100-199/{whole}"));
    let reply = noor.send(request.body(Body::from_stream(longer)).unwrap()).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(offset(&noor, &url).await.as_deref(), Some("100"));
    assert_eq!(left(&public.app).await.0, 0);
}

#[tokio::test]
async fn what_is_not_what_was_announced_is_refused_and_leaves_nothing() {
    let (public, noor) = writer().await;
    let (wav, png) = (files::wav(1), files::png(64, 64));
    let other = [&wav[..wav.len() - 1], b"x"].concat();
    let cut = png[..png.len() / 2].to_vec();

    for (kind, announced, sent, words, code) in [
        ("SOUND", &wav, &other, "hash to", "BAD_HASH"),
        ("SOUND", &png, &png, "is an image", "WRONG_TYPE"),
        ("IMAGE", &cut, &cut, "damaged", "DAMAGED"),
    ] {
        let url = noor.begin(kind, announced).await;
        let reply = noor.put(&url, "", sent).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", reply.text());
        assert!(reply.sentence().contains(words), "{}", reply.text());
        assert!(reply.text().contains(&format!("\"problem\":\"{code}\"")), "{}", reply.text());
        assert_eq!(offset(&noor, &url).await, None, "it is over");
        assert_eq!((left(&public.app).await, tickets(&public.app).await), ((0, vec![]), 0), "{words}");
    }
}

#[tokio::test]
async fn an_upload_is_of_who_began_it_and_ends_after_a_day() {
    let (public, noor) = writer().await;
    let eve = public.signed_in("eve@example.org", &[Role::Editor]).await;
    let wav = files::wav(1);
    let url = noor.begin("SOUND", &wav).await;

    let others = eve.put(&url, "", &wav).await;
    let unknown = noor.put("/uploads/0123456789abcdef0123456789abcdef", "", &wav).await;

    assert_eq!((others.status, &others.bytes), (StatusCode::NOT_FOUND, &unknown.bytes));
    assert_eq!(public.put(&url, "", &wav).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(noor.put("/uploads/..%2f..%2fetc", "", &wav).await.status, StatusCode::NOT_FOUND);
    let token = "mutation($input: AccessTokenInput!) { accessTokenCreate(input: $input) { secret } }";
    let input = json!({ "name": "later", "scopes": ["READ", "WRITE"], "expiresAt": "2021-06-08T09:00:00Z" });
    let secret = noor.ask(token, json!({ "input": input })).await["accessTokenCreate"]["secret"].take();
    let noor = public.seen_by(secret.as_str().unwrap().to_owned());
    public.set_clock(MORNING + 24 * 3_600_000_000 - 1);
    assert_eq!(offset(&noor, &url).await.as_deref(), Some("0"));
    public.set_clock(MORNING + 24 * 3_600_000_000);
    assert_eq!(noor.put(&url, "", &wav).await.status, StatusCode::NOT_FOUND);
}
