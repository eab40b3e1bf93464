//! What is not taken: each answered with a sentence, and nothing of it stays.

use axum::http::StatusCode;
use entity::account::Role;
use serde_json::json;

use super::{
    BEGIN, UPLOAD, body,
    files::{self, CAPTIONS},
    hash, left, operations, part, tickets, writer,
};

fn cut(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() * 2 / 3].to_vec()
}

fn and(bytes: &[u8], more: &[u8]) -> Vec<u8> {
    [bytes, more].concat()
}

const ZIP: &[u8] = b"PK\x03\x04 a document that is also something else";

/// A name, bytes, and what the sentence says.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let mut flipped = files::png(64, 64);
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    let late = "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n";
    let scripted = and(b"GIF89a/*", b"*/=1;alert(1)");
    vec![
        ("nothing.png", vec![], "is empty"),
        ("one byte.png", vec![0], "no file we know"),
        ("words.png", b"Just some words.".to_vec(), "no file we know"),
        ("animation.png", b"GIF89a\x01\0\x01\0".to_vec(), "GIF"),
        ("script.gif", scripted, "GIF"),
        ("paper.png", b"%PDF-1.7\n".to_vec(), "PDF"),
        ("archive.png", ZIP.to_vec(), "ZIP"),
        ("archive.vtt.gz", b"\x1f\x8b\x08\0".to_vec(), "gzip"),
        ("page.png", b"<!doctype html><script>alert(1)</script>".to_vec(), "HTML"),
        ("drawing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "SVG"),
        ("drawing.png", b"<?xml version=\"1.0\"?><svg/>".to_vec(), "SVG"),
        ("program.jpg", b"MZ\x90\0".to_vec(), "program"),
        ("program.mp3", b"\x7fELF\x02".to_vec(), "program"),
        ("bitmap.png", b"BM\x36\0\0\0".to_vec(), "BMP"),
        ("scan.jpg", b"II*\0\x08\0\0\0".to_vec(), "TIFF"),
        ("telephone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "HEIC"),
        ("film.m4a", b"\0\0\0\x18ftypqt  \0\0\0\0".to_vec(), "video"),
        ("film.webm", b"\x1a\x45\xdf\xa3\0".to_vec(), "video"),
        ("bare.aac", b"\xff\xf1\x50\x80".to_vec(), "AAC without a container"),
        ("bomb.png", files::bomb(100_000, 100_000), "pixels"),
        ("long bomb.png", files::bomb(1, 2_000_000), "pixels"),
        ("deep bomb.png", files::deep_bomb(4_100, 4_100), "eight bits"),
        ("lying.png", files::bomb(4_000, 4_000), "damaged"),
        ("cut.png", cut(&files::png(64, 64)), "damaged"),
        ("head.png", files::png(64, 64)[..33].to_vec(), "damaged"),
        ("flipped.png", flipped, "damaged"),
        ("moving.png", files::apng(), "moves"),
        ("cut.jpg", cut(&files::jpeg(64, 64)), "ends too early"),
        ("head.jpg", b"\xff\xd8\xff\xd9".to_vec(), "damaged"),
        ("cut.webp", cut(&files::webp(64, 64)), "ends too early"),
        ("double.webp", and(&files::webp(64, 64), ZIP), "behind its end"),
        ("cut.wav", cut(&files::wav(1)), "ends too early"),
        ("double.wav", and(&files::wav(1), ZIP), "behind its end"),
        ("silent.wav", files::wav(0), "damaged"),
        ("cut.ogg", cut(&files::opus(50)), "ends too early"),
        ("double.ogg", and(&files::opus(50), b"<html>"), "behind its end"),
        ("double.flac", and(&files::flac(10), ZIP), "damaged"),
        ("double unknown.flac", and(&files::flac_of_unknown_length(10), b"<html>"), "whole frame"),
        ("cut.flac", cut(&files::flac(10)), "damaged"),
        ("cut.m4a", cut(&files::m4a(50)), "damaged"),
        ("double.m4a", and(&files::m4a(50), b"<html>........."), "damaged"),
        ("double.mp3", and(&files::mp3(20), &ZIP.repeat(200)), "no sound"),
        ("cut.mp3", cut(&files::noted_mp3(30)), "ends too early"),
        ("a little cut.mp3", files::mp3(20)[..27 + 20 * 417 - 9].to_vec(), "whole frame"),
        ("a little double.mp3", and(&files::mp3(20), ZIP), "whole frame"),
        ("tag.mp3", b"ID3\x03\0\0\0\0\0\0".to_vec(), "damaged"),
        ("latin.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHerv\xe9\n".to_vec(), "line 4: this is not UTF-8"),
        ("zero.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\na\0b\n".to_vec(), "line 4: there is a zero byte"),
        ("late.vtt", late.as_bytes().to_vec(), "line 6: it starts before"),
        ("empty.vtt", b"WEBVTT\n".to_vec(), "line 1: the file holds no cues"),
        ("long.vtt", and(CAPTIONS.as_bytes(), &b"\nNOTE a\n".repeat(140_000)), "at most 1048576 bytes"),
        ("large.png", and(&files::png(64, 64), &vec![0; 8 << 20]), "at most 8388608 bytes"),
        ("../../../etc/passwd", b"root:x:0:0".to_vec(), "no file we know"),
        ("..\\..\\a.png\0.svg", b"<svg/>".to_vec(), "cannot be read"),
    ]
}

#[tokio::test]
async fn forty_bad_files_are_each_refused_with_a_sentence_and_leave_nothing() {
    let (public, noor) = writer().await;
    let files = bad_files();
    assert!(files.len() >= 40);

    for (name, bytes, expected) in files {
        let reply = noor.upload_as(name, &bytes).await;
        let sentence = reply.sentence();
        assert!(
            sentence.ends_with('.') && sentence.contains(expected),
            "{name}: {sentence} {}",
            reply.text()
        );
        assert_eq!(left(&public.app).await, (0, vec![]), "{name}");
    }
}

#[tokio::test]
async fn what_is_not_sent_as_the_specification_says_is_refused() {
    let (public, noor) = writer().await;
    let ask = || operations(&json!({ "file": null }));
    let map = |text: &str| part("map", "", text.as_bytes());
    let file = |name: &str| part(name, "; filename=\"a.png\"", &files::png(8, 8));
    let good = || map(r#"{"a":["variables.file"]}"#);
    let many = r#"{"a":["variables.file"],"b":["variables.b"],"c":["variables.c"],"d":["variables.d"],"e":["variables.e"]}"#;
    let bodies: Vec<(Vec<u8>, &str)> = vec![
        (body(&[]), "first part"),
        (body(&[good(), ask(), file("a")]), "first part"),
        (body(&[ask()]), "first part"),
        (body(&[ask(), file("a")]), "first part"),
        (body(&[ask(), map("nonsense"), file("a")]), "JSON object"),
        (body(&[ask(), map(r#"{"a":"variables.file"}"#), file("a")]), "JSON object"),
        (body(&[ask(), map(r#"{"a":[]}"#), file("a")]), "JSON object"),
        (body(&[ask(), map(r#"{"a":["variables.file","variables.file"]}"#), file("a")]), "one place"),
        (body(&[ask(), map(many), file("a")]), "At most 4 files"),
        (body(&[ask(), good()]), "did not come"),
        (body(&[ask(), good(), file("b")]), "does not know"),
        (body(&[ask(), good(), file("a"), file("a")]), "same name"),
        (body(&[ask(), map(r#"{"a":["variables.nothing"]}"#), file("a")]), "no null is"),
        (body(&[ask(), map(r#"{"a":["query"]}"#), file("a")]), "no null is"),
        (body(&[ask(), map(r#"{"a":["variables.file.0"]}"#), file("a")]), "no null is"),
        (body(&[operations(&json!({ "file": "file 0" })), good(), file("a")]), "no null is"),
        (body(&[part("operations", "", b"[]"), good(), file("a")]), "list"),
        (body(&[part("operations", "", b"{"), good(), file("a")]), "JSON"),
        (body(&[part("operations", "", &vec![b' '; 300_000]), good(), file("a")]), "at most"),
        ([ask(), good(), file("a")].concat(), "end before"),
        (b"no parts at all".to_vec(), "cannot be read"),
    ];

    let mut statuses = Vec::new();
    for (number, (bytes, expected)) in bodies.into_iter().enumerate() {
        let reply = noor.post_parts(bytes, &[("apollo-require-preflight", "1")]).await;
        statuses.push(reply.status.as_u16());
        assert!(reply.sentence().contains(expected), "{number}: {}", reply.text());
        assert_eq!(left(&public.app).await, (0, vec![]), "{number}");
    }
    let mut expected = [400; 21];
    // Too many files are a limit of GraphQL, too many bytes one of HTTP.
    (expected[8], expected[18]) = (200, 413);
    assert_eq!(statuses, expected);
}

#[tokio::test]
async fn a_mark_that_is_written_by_hand_stands_for_no_file() {
    let (public, noor) = writer().await;

    for mark in ["file 0", "file 99", "file -1", "#__graphql_file__:0", "", "file 18446744073709551616"] {
        let done = noor.ask(UPLOAD, json!({ "file": mark })).await;
        assert_eq!(done["mediaUpload"]["problems"][0]["code"], "NO_FILE", "{mark}");
    }
    assert_eq!(
        noor.reply(UPLOAD, json!({ "file": 7 })).await["errors"][0]["extensions"]["code"],
        "BAD_USER_INPUT"
    );
    assert_eq!(left(&public.app).await, (0, vec![]));
}

#[tokio::test]
async fn files_are_taken_from_writers_and_editors_who_ask_themselves() {
    let (public, noor) = writer().await;
    let ruth = public.signed_in("ruth@example.org", &[Role::Reviewer]).await;
    let eve = public.signed_in("eve@example.org", &[Role::Editor]).await;
    let png = files::png(8, 8);
    let parts = [
        operations(&json!({ "file": null })),
        part("map", "", br#"{"a":["variables.file"]}"#),
        part("a", "", &png),
    ];

    let stranger = public.upload_as("a.png", &png).await;
    assert_eq!(
        (stranger.status, stranger.header("www-authenticate")),
        (StatusCode::UNAUTHORIZED, Some("Bearer"))
    );
    assert_eq!(ruth.upload_as("a.png", &png).await.status, StatusCode::FORBIDDEN);
    let from_a_page = noor.post_parts(body(&parts), &[]).await;
    assert_eq!(from_a_page.status, StatusCode::BAD_REQUEST);
    assert!(from_a_page.sentence().contains("GraphQL-Require-Preflight"));
    let begin = json!({ "kind": "IMAGE", "bytes": "10", "sha256": hash(b"") });
    assert_eq!(ruth.refusal(BEGIN, begin.clone()).await.0, "FORBIDDEN");
    assert_eq!(public.refusal(BEGIN, begin).await.0, "UNAUTHENTICATED");
    assert_eq!(left(&public.app).await, (0, vec![]));
    eve.upload(&png).await;
}

#[tokio::test]
async fn what_could_not_become_media_is_not_even_begun() {
    let (public, noor) = writer().await;
    let good = hash(b"good");
    let announced = [
        ("SOUND", "3221225472", good.as_str(), "TOO_LARGE", "bytes"),
        ("IMAGE", "20971521", &good, "TOO_LARGE", "bytes"),
        ("CAPTIONS", "1048577", &good, "TOO_LARGE", "bytes"),
        ("IMAGE", "0", &good, "EMPTY", "bytes"),
        ("IMAGE", "-1", &good, "BAD_LENGTH", "bytes"),
        ("IMAGE", "ten", &good, "BAD_LENGTH", "bytes"),
        ("IMAGE", "99999999999999999999", &good, "BAD_LENGTH", "bytes"),
        ("IMAGE", "10", "abc", "BAD_HASH", "sha256"),
        ("IMAGE", "10", &"x".repeat(64), "BAD_HASH", "sha256"),
    ];

    for (kind, bytes, sha256, code, argument) in announced {
        let done = noor.ask(BEGIN, json!({ "kind": kind, "bytes": bytes, "sha256": sha256 })).await;
        let problem = &done["mediaUploadBegin"]["problems"][0];
        assert_eq!(
            (problem["code"].as_str(), &done["mediaUploadBegin"]["ticket"]),
            (Some(code), &json!(null)),
            "{bytes}"
        );
        assert_eq!(problem["path"], json!([argument]), "{bytes}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'));
    }
    assert_eq!((left(&public.app).await, tickets(&public.app).await), ((0, vec![]), 0));
}

#[tokio::test]
async fn an_account_has_only_so_many_unfinished_uploads() {
    let (public, noor) = writer().await;
    let eve = public.signed_in("eve@example.org", &[Role::Editor]).await;
    for _ in 0..20 {
        noor.begin("CAPTIONS", CAPTIONS.as_bytes()).await;
    }

    let more = json!({ "kind": "CAPTIONS", "bytes": "10", "sha256": hash(b"") });
    let done = noor.ask(BEGIN, more).await;

    let problem = &done["mediaUploadBegin"]["problems"][0];
    assert_eq!(problem["code"], "QUOTA");
    assert!(problem["message"].as_str().unwrap().contains("at most 20 are begun"), "{problem}");
    eve.begin("CAPTIONS", CAPTIONS.as_bytes()).await;
}

#[tokio::test]
async fn a_token_for_reading_is_told_that_it_is_one() {
    let (public, noor) = writer().await;
    let (png, wav) = (files::png(8, 8), files::wav(1));
    let create = "mutation($until: DateTime!) { accessTokenCreate(input: { name: \"reads\", scopes: [READ], expiresAt: $until }) { secret } }";
    let done = noor.ask(create, json!({ "until": "2021-06-01T00:00:00Z" })).await;
    let reads = public.seen_by(done["accessTokenCreate"]["secret"].as_str().unwrap().to_owned());
    let url = noor.begin("SOUND", &wav).await;

    for refused in [reads.upload_as("a.png", &png).await, reads.put(&url, "", &wav).await] {
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.sentence(), "This access token is for reading only.");
    }
    assert_eq!(left(&public.app).await, (0, vec![]));
}
