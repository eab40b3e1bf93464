//! What the desk published travels in bundles as it is, and is changed at the desk alone.

use std::{fs, path::Path};

use congress_highlights::bundle::{self, ExportOptions, ImportOptions};
use serde_json::{Value, json};

use super::{
    files::{self, CAPTIONS},
    shown::{READ, Sent, approve, draft},
};
use crate::{
    desk::{Cast, Desk, slide},
    manuscript::{Team, step},
};

/// A summary with a slide and an episode of every type is published: what readers are told.
async fn published(team: &Team) -> Value {
    // The files of the content are only with who imported it.
    team.public.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).await;
    let image = team.noor.upload(&files::png(700, 300)).await;
    let captions = team.noor.upload(CAPTIONS.as_bytes()).await;
    let mut episodes = Vec::new();
    for sound in [files::mp3(20), files::m4a(50), files::opus(50), files::wav(1), files::flac(10)] {
        let audio = team.noor.upload(&sound).await["id"].take();
        episodes.push(json!({ "title": "A talk", "audio": audio, "transcript": captions["id"] }));
    }
    episodes[0].as_object_mut().unwrap().remove("transcript");
    let mut input = team.input("Asciminib");
    input["slides"] = json!([Sent::slide(&image)]);
    input["episodes"] = episodes.into();
    let id = draft(team, input).await["manuscript"]["id"].take();
    approve(team, &id, 1).await;
    step(&team.eve, "Release", &id, 1, "").await;
    team.public.tell(READ).await
}

async fn export(desk: &Desk, folder: &Path) {
    bundle::export(&desk.app, folder, ExportOptions::default()).await.unwrap();
}

/// The sentences that an import is refused with.
async fn refused(desk: &Desk, bundle: &Path) -> String {
    bundle::import(&desk.app, bundle, ImportOptions::default()).await.unwrap_err().to_string()
}

fn replace(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{text}");
    fs::write(file, text.replace(old, new)).unwrap();
}

#[tokio::test]
async fn every_type_the_desk_takes_goes_elsewhere_and_comes_back() {
    let team = Team::meet().await;
    let told = published(&team).await;
    assert_eq!(told["summary"]["podcastEpisodes"].as_array().unwrap().len(), 5);
    let folder = tempfile::tempdir().unwrap();
    let (out, again) = (folder.path().join("out"), folder.path().join("again"));
    export(&team.public, &out).await;
    let elsewhere = Desk::open().await;

    elsewhere.import(&out).await;

    let mut there = elsewhere.tell(READ).await;
    let own = |told: &Value| told["summary"]["podcastEpisodes"][4]["audio"].clone();
    assert_eq!(own(&there), own(&told));
    for episode in there["summary"]["podcastEpisodes"].as_array().unwrap() {
        assert_eq!(elsewhere.get(episode["audio"]["url"].as_str().unwrap(), &[]).await.status, 200);
    }
    let image = there["summary"]["slides"][0]["image"]["url"].take();
    let small = format!("{}?width=320", image.as_str().unwrap());
    assert_eq!(elsewhere.get(&small, &[]).await.status, 200);
    export(&elsewhere, &again).await;
    let back = bundle::import(&team.public.app, &again, ImportOptions::default()).await.unwrap();
    assert_eq!(back.total().written(), 0, "{back}");
    assert_eq!(team.public.tell(READ).await, told);
}

#[tokio::test]
async fn what_came_out_with_a_summary_is_not_changed_by_a_bundle() {
    let team = Team::meet().await;
    let told = published(&team).await;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    export(&team.public, &out).await;
    let episodes = out.join("podcast-episodes.yaml");
    replace(&episodes, "published_at: 2021-05-08T09:00:00Z", "published_at: 2021-05-01T09:00:00Z");

    let sentences = refused(&team.public, &out).await;

    assert!(sentences.contains("came out with a summary of the desk"), "{sentences}");
    assert_eq!(team.public.tell(READ).await, told);
}

#[tokio::test]
async fn a_name_that_is_a_hash_is_that_of_its_bytes() {
    let team = Team::meet().await;
    let told = published(&team).await;
    let url = told["summary"]["slides"][0]["image"]["url"].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    export(&team.public, &out).await;
    let before = team.public.get(url, &[]).await.bytes;
    fs::write(out.join(url.trim_start_matches('/')), files::png(9, 9)).unwrap();

    let sentences = refused(&team.public, &out).await;

    assert!(sentences.contains("holds other bytes than its name says"), "{sentences}");
    assert_eq!(team.public.get(url, &[]).await.bytes, before);
}

#[tokio::test]
async fn smaller_images_of_the_desk_are_not_brought() {
    let desk = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let name = format!("variants/{}-320.png", "a".repeat(64));
    let slide = json!({ "slug": "s", "caption": "A test", "alt": "A test", "image": name });
    let cast = Cast::default().meeting("m", json!({})).lecture("l", "m", json!({}));
    cast.summary("veiled", json!({ "lecture": "l", "slides": [slide] })).write(folder.path());
    let file = folder.path().join("media").join(&name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, files::png(9, 9)).unwrap();

    let sentences = refused(&desk, folder.path()).await;

    assert!(sentences.contains("a bundle brings none"), "{sentences}");
}

#[tokio::test]
async fn what_was_said_of_a_summary_is_not_lost_silently() {
    let team = Team::meet().await;
    published(&team).await;
    let summary =
        team.public.tell("{ summary(by: { slug: \"asciminib\" }) { id } }").await["summary"]["id"].take();
    let retract = "mutation($id: ID!) { noticeIssue(summary: $id, input: { kind: RETRACTION, reason: \"A test.\", issuer: \"The desk\" }) { problems { code } } }";
    team.eve.ask(retract, json!({ "id": summary })).await;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");

    let refused = bundle::export(&team.public.app, &out, ExportOptions::default()).await.unwrap_err();
    assert!(refused.to_string().contains(": asciminib."), "{refused}");
    assert!(!out.exists());
    let options = ExportOptions { without_notices: true };
    let left_out = bundle::export(&team.public.app, &out, options).await.unwrap();
    assert_eq!(left_out.declarations, 1);
}

#[tokio::test]
async fn a_slide_that_a_bundle_takes_back_is_not_there_any_more() {
    let cast = || Cast::default().meeting("m", json!({})).lecture("l", "m", json!({}));
    let shown = json!({ "lecture": "l", "slides": [slide("shown")] });
    let desk = Desk::with(cast().summary("veiled", shown)).await;
    let editor = desk.signed_in("eve@example.org", &[entity::account::Role::Editor]).await;
    assert_eq!(desk.get("/media/slide.svg", &[]).await.status, 200);

    desk.bring(cast().summary("veiled", json!({ "lecture": "l" }))).await;

    assert_eq!(desk.get("/media/slide.svg", &[]).await.status, 404);
    assert_eq!(editor.get("/media/slide.svg", &[]).await.status, 200);
}
