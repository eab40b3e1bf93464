//! The images and sounds of the content.

use axum::http::{Method, StatusCode};
use entity::{media, writer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use crate::desk::{Desk, Reply};

const SOUND: &[u8] = b"0123456789";

async fn desk() -> Desk {
    let desk = Desk::open().await;
    desk.has("podcasts/one.mp3", "audio/mpeg", SOUND).await;
    desk.has("slides/one.svg", "image/svg+xml", b"<svg><script>alert(1)</script></svg>").await;
    desk
}

impl Desk {
    /// Puts a file where media lie and names it in the table.
    async fn has(&self, path: &str, media_type: &str, bytes: &[u8]) {
        let file = self.app.media.folder().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
        self.names(path, media_type, bytes.len()).await;
    }

    /// Only names it, and shows it: a portrait.
    async fn names(&self, path: &str, media_type: &str, bytes: usize) {
        let row = media::ActiveModel {
            id: Set(self.app.ids.next()),
            path: Set(path.to_owned()),
            media_type: Set(media_type.to_owned()),
            bytes: Set(i64::try_from(bytes).unwrap()),
            sha256: Set("abc".to_owned()),
            ..Default::default()
        };
        let id = self.app.ids.next();
        let shown =
            writer::Model { id, slug: id.to_string(), photo: Some(path.to_owned()), ..Default::default() };
        let change = self.app.db.begin().await.unwrap();
        row.insert(&change).await.unwrap();
        writer::Entity::insert(shown.into_active_model()).exec_without_returning(&change).await.unwrap();
        change.commit().await.unwrap();
    }

    async fn part(&self, range: &str) -> Reply {
        self.get("/media/podcasts/one.mp3", &[("range", range)]).await
    }
}

#[tokio::test]
async fn a_file_is_sent_with_what_it_is() {
    let reply = desk().await.get("/media/podcasts/one.mp3", &[]).await;

    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.bytes, SOUND);
    assert_eq!(reply.header("content-type"), Some("audio/mpeg"));
    assert_eq!(reply.header("content-length"), Some("10"));
    assert_eq!(reply.header("etag"), Some("\"abc\""));
    assert_eq!(reply.header("accept-ranges"), Some("bytes"));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=86400"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn its_head_is_sent_alone() {
    let reply = desk().await.without_body(Method::HEAD, "/media/podcasts/one.mp3", &[]).await;

    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("content-length"), Some("10"));
    assert!(reply.bytes.is_empty());
}

#[tokio::test]
async fn who_has_it_is_not_sent_it_again() {
    let desk = desk().await;

    for known in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
        let reply = desk.get("/media/podcasts/one.mp3", &[("if-none-match", known)]).await;
        assert_eq!(reply.status, StatusCode::NOT_MODIFIED, "{known}");
        assert!(reply.bytes.is_empty());
        assert_eq!(reply.header("etag"), Some("\"abc\""));
    }
    let reply = desk.get("/media/podcasts/one.mp3", &[("if-none-match", "\"old\"")]).await;
    assert_eq!(reply.status, StatusCode::OK);
}

#[tokio::test]
async fn a_part_is_sent_to_who_asks_for_it() {
    let desk = desk().await;

    for (range, bytes, content_range) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=4-", "456789", "bytes 4-9/10"),
        ("bytes=-3", "789", "bytes 7-9/10"),
        ("bytes=9-99", "9", "bytes 9-9/10"),
    ] {
        let reply = desk.part(range).await;
        assert_eq!(reply.status, StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(reply.text, bytes, "{range}");
        assert_eq!(reply.header("content-range"), Some(content_range), "{range}");
        assert_eq!(reply.header("content-length"), Some(bytes.len().to_string().as_str()), "{range}");
    }
}

#[tokio::test]
async fn a_part_behind_the_end_is_refused() {
    let reply = desk().await.part("bytes=10-").await;

    assert_eq!(reply.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(reply.header("content-range"), Some("bytes */10"));
    assert!(reply.bytes.is_empty());
}

#[tokio::test]
async fn a_part_of_an_older_file_is_not_mixed_with_this_one() {
    let desk = desk().await;

    let same = desk.get("/media/podcasts/one.mp3", &[("range", "bytes=0-3"), ("if-range", "\"abc\"")]).await;
    for other in ["\"old\"", "W/\"abc\"", "Sun, 22 Nov 2026 10:00:00 GMT"] {
        let whole = desk.get("/media/podcasts/one.mp3", &[("range", "bytes=0-3"), ("if-range", other)]).await;
        assert_eq!((whole.status, whole.bytes.len()), (StatusCode::OK, 10), "{other}");
    }

    assert_eq!(same.status, StatusCode::PARTIAL_CONTENT);
}

#[tokio::test]
async fn a_drawing_cannot_run_anything() {
    let reply = desk().await.get("/media/slides/one.svg", &[]).await;

    assert_eq!(reply.header("content-type"), Some("image/svg+xml"));
    assert_eq!(
        reply.header("content-security-policy"),
        Some("default-src 'none'; style-src 'unsafe-inline'; sandbox")
    );
}

#[tokio::test]
async fn a_name_never_leads_out_of_the_folder() {
    let desk = desk().await;
    std::fs::write(desk.folder.path().join("secret"), "secret").unwrap();
    for path in ["../secret", "/etc/passwd", "podcasts/../../secret", "./secret"] {
        desk.names(path, "text/plain", 6).await;
    }

    for uri in [
        "/media/../secret",
        "/media/%2e%2e/secret",
        "/media/..%2fsecret",
        "/media/%2fetc%2fpasswd",
        "/media//etc/passwd",
        "/media/podcasts/../../secret",
        "/media/podcasts%2f..%2f..%2fsecret",
        "/media/./secret",
        "/media/%00",
        "/media/%ff",
        "/media/podcasts",
        "/media/podcasts/",
        "/media/",
        "/media/content.sqlite",
        "/media/podcasts/one.mp3/",
        "/media/podcasts%5cone.mp3",
        "/media/PODCASTS/ONE.MP3",
    ] {
        let reply = desk.get(uri, &[]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{uri}");
        assert!(
            !reply.text.contains("secret\n")
                && reply.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND",
            "{uri}"
        );
    }
}

#[tokio::test]
async fn a_file_that_no_row_names_is_not_there() {
    let desk = desk().await;
    std::fs::write(desk.app.media.folder().join("stray.png"), "x").unwrap();

    assert_eq!(desk.get("/media/stray.png", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_row_without_its_file_is_our_fault_and_says_nothing_of_paths() {
    let desk = desk().await;
    desk.names("lost.png", "image/png", 1).await;

    let reply = desk.get("/media/lost.png", &[]).await;

    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(reply.refusal().0, "INTERNAL");
    assert!(!reply.text.contains("lost") && !reply.text.contains("/tmp"), "{}", reply.text);
}
