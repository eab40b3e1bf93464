//! What is taken, and what becomes of it.

use image::{GenericImageView, ImageFormat};
use serde_json::json;

use super::{
    files::{self, CAPTIONS, SECRET},
    files_below, hash, left, writer,
};

#[tokio::test]
async fn a_file_of_each_type_is_known_by_its_bytes() {
    let (_public, noor) = writer().await;
    let sounds = [
        (files::wav(2), "audio/wav", "pcm", 2_000),
        (files::mp3(100), "audio/mpeg", "mp3", 2_612),
        ([files::mp3(101), b"TAG".to_vec(), vec![0; 125]].concat(), "audio/mpeg", "mp3", 2_638),
        ([files::mp3(102), vec![0; 500]].concat(), "audio/mpeg", "mp3", 2_664),
        (files::opus(100), "audio/ogg", "opus", 2_000),
        (files::flac(20), "audio/flac", "flac", 1_857),
        (files::flac_of_unknown_length(20), "audio/flac", "flac", 1_857),
        (files::m4a(50), "audio/mp4", "aac", 1_160),
    ];
    for (bytes, media_type, codec, length) in sounds {
        let media = noor.upload(&bytes).await;
        assert_eq!(media["mediaType"], media_type);
        assert_eq!((&media["kind"], &media["codec"]), (&json!("SOUND"), &json!(codec)), "{media_type}");
        let told = media["durationMilliseconds"].as_i64().unwrap();
        assert!((told - length).abs() < 30, "{media_type}: {told}");
        assert_eq!(media["sha256"], hash(&bytes).as_str(), "a sound is kept as it came");
    }
    for (bytes, media_type) in [
        (files::png(40, 30), "image/png"),
        (files::jpeg(40, 30), "image/jpeg"),
        (files::webp(40, 30), "image/webp"),
    ] {
        let media = noor.upload_as("a.mp3", &bytes).await.json()["data"]["mediaUpload"]["media"].take();
        assert_eq!((&media["mediaType"], &media["kind"]), (&json!(media_type), &json!("IMAGE")));
        assert_eq!((&media["width"], &media["height"]), (&json!(40), &json!(30)), "{media_type}");
        assert!(media["thumbhash"].as_str().is_some_and(|hash| hash.len() > 20), "{media}");
    }
    let captions = noor.upload(CAPTIONS.as_bytes()).await;
    assert_eq!((&captions["kind"], &captions["mediaType"]), (&json!("CAPTIONS"), &json!("text/vtt")));
}

#[tokio::test]
async fn a_sound_says_what_it_is() {
    let (_public, noor) = writer().await;

    let mp3 = noor.upload(&files::mp3(10)).await;
    let ogg = noor.upload(&files::opus(10)).await;

    assert_eq!(mp3["tags"], json!([{ "name": "TIT2", "value": "A test" }]));
    assert_eq!(ogg["tags"], json!([{ "name": "TITLE", "value": "A test" }]));
}

#[tokio::test]
async fn colours_are_told_as_every_screen_understands_them() {
    let (_public, noor) = writer().await;

    let media = noor.upload(&files::png_of_a_wide_screen([200, 100, 50])).await;

    let kept = noor.get(media["url"].as_str().unwrap(), &[]).await.bytes;
    let [red, green, blue] = image::load_from_memory(&kept).unwrap().into_rgb8().get_pixel(0, 0).0;
    assert!(
        (212..=218).contains(&red) && (92..=99).contains(&green) && (25..=42).contains(&blue),
        "{red} {green} {blue}"
    );
    assert!(!kept.windows(4).any(|name| name == b"iCCP"));
}

#[tokio::test]
async fn a_real_podcast_is_taken() {
    let (_public, noor) = writer().await;
    let sound = include_bytes!("../../../content/media/podcasts/two-stages-of-one-result.mp3");

    let media = noor.upload(sound).await;

    assert_eq!((&media["codec"], &media["kind"]), (&json!("mp3"), &json!("SOUND")));
    assert!(media["durationMilliseconds"].as_i64().unwrap() > 10_000);
}

#[tokio::test]
async fn an_image_is_drawn_anew_upright_and_without_what_was_beside_it() {
    let (_public, noor) = writer().await;
    let hidden = b"PK\x03\x04 something else behind the picture";
    let mut bytes = files::jpeg_of_a_camera(40, 30);
    bytes.extend(hidden);
    let is_in = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    assert!(is_in(&bytes, SECRET) && is_in(&bytes, hidden));

    let media = noor.upload(&bytes).await;
    let kept = noor.get(media["url"].as_str().unwrap(), &[]).await.bytes;

    assert_eq!((&media["width"], &media["height"]), (&json!(30), &json!(40)));
    assert!(!is_in(&kept, SECRET) && !is_in(&kept, hidden) && !is_in(&kept, b"Exif"));
    assert_eq!(
        (media["sha256"].as_str(), image::load_from_memory(&kept).unwrap().dimensions()),
        (Some(hash(&kept).as_str()), (30, 40))
    );
}

#[tokio::test]
async fn the_same_file_again_is_the_same_media() {
    let (public, noor) = writer().await;
    let png = files::png(40, 30);

    let (first, second) = tokio::join!(noor.upload(&png), noor.upload(&png));
    let third = noor.upload(&png).await;

    assert_eq!((&first["id"], &first["id"]), (&second["id"], &third["id"]));
    let (rows, files) = left(&public.app).await;
    assert_eq!((rows, files.len()), (2, 1), "{files:?}");
}

#[tokio::test]
async fn smaller_images_are_sent_to_who_asks_in_what_they_accept() {
    let (public, noor) = writer().await;
    let media = noor.upload(&files::jpeg(1_500, 1_000)).await;
    let url = media["url"].as_str().unwrap();
    assert_eq!(files_below(&public.app.media).len(), 7);

    let sent = async |width: u32, accept: &str| {
        let reply = noor.get(&format!("{url}?width={width}"), &[("accept", accept)]).await;
        assert_eq!(reply.header("vary"), Some("accept"), "{width} {accept}");
        let image = image::load_from_memory(&reply.bytes).unwrap();
        let format = image::guess_format(&reply.bytes).unwrap();
        assert_eq!(reply.header("content-type"), Some(format.to_mime_type()));
        (image.dimensions(), format)
    };
    assert_eq!(sent(300, "image/avif,image/webp,*/*").await, ((320, 213), ImageFormat::WebP));
    assert_eq!(sent(300, "image/*,*/*;q=0.8").await, ((320, 213), ImageFormat::Jpeg));
    assert_eq!(sent(640, "image/webp;q=0, image/jpeg").await, ((640, 426), ImageFormat::Jpeg));
    assert_eq!(sent(641, "image/webp").await, ((1_280, 853), ImageFormat::WebP));
    assert_eq!(sent(1_281, "image/webp").await, ((1_500, 1_000), ImageFormat::Jpeg));
    let (one, other) = (
        noor.get(&format!("{url}?width=300"), &[("accept", "image/webp")]).await,
        noor.get(&format!("{url}?width=300"), &[]).await,
    );
    assert_ne!(one.header("etag"), other.header("etag"));
    assert_eq!(
        noor.get(&format!("{url}?width=much"), &[]).await.header("etag"),
        noor.get(url, &[]).await.header("etag")
    );
}

#[tokio::test]
async fn what_came_in_is_in_the_log() {
    let (public, noor) = writer().await;
    let ada = public.signed_in("ada@example.org", &[entity::account::Role::Admin]).await;
    let media = noor.upload(&files::png(8, 8)).await;

    let log = ada.tell("{ auditEntries(first: 1) { nodes { deed subjectId } } }").await;

    assert_eq!(log["auditEntries"]["nodes"], json!([{ "deed": "MEDIA_UPLOAD", "subjectId": media["id"] }]));
}
