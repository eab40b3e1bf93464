//! What is said in an episode.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::desk::{Cast, Desk};

async fn transcript(cues: Value) -> Value {
    let desk = Desk::with(Cast::default().episode("e", json!({ "transcript": cues }))).await;
    let mut data = desk
        .tell("{ podcastEpisode(by: { slug: \"e\" }) { transcript { webVtt text cues { speaker text } } } }")
        .await;
    data["podcastEpisode"]["transcript"].take()
}

#[tokio::test]
async fn a_transcript_is_also_captions() {
    let found = transcript(json!([
        { "start_ms": 0, "end_ms": 4999, "speaker": "Ada", "text": "Welcome." },
        { "start_ms": 5000, "end_ms": 3_661_042, "text": "It is\nlong." },
    ]))
    .await;

    assert_snapshot!(found["webVtt"].as_str().unwrap(), @r"
    WEBVTT

    00:00:00.000 --> 00:00:04.999
    <v Ada>Welcome.

    00:00:05.000 --> 01:01:01.042
    It is
    long.
    ");
    assert_eq!(found["text"], "Welcome.\nIt is\nlong.");
}

#[tokio::test]
async fn captions_hold_nothing_that_a_player_could_misread() {
    let found = transcript(json!([
        { "start_ms": 0, "end_ms": 10, "speaker": "A & B <x>", "text": "p < 0.05 & n > 3 --> so\n\n00:01.000 --> 00:02.000\n<b>bold</b>" },
    ]))
    .await;

    assert_snapshot!(found["webVtt"].as_str().unwrap(), @r"
    WEBVTT

    00:00:00.000 --> 00:00:00.010
    <v A &amp; B &lt;x&gt;>p &lt; 0.05 &amp; n &gt; 3 --&gt; so
    00:01.000 --&gt; 00:02.000
    &lt;b&gt;bold&lt;/b&gt;
    ");
    assert_eq!(found["cues"][0]["speaker"], "A & B <x>");
}

#[tokio::test]
async fn an_episode_without_a_transcript_has_none() {
    let desk = Desk::with(Cast::default().episode("e", json!({}))).await;

    let data = desk.tell("{ podcastEpisode(by: { slug: \"e\" }) { transcript { text } audio { url bytes mediaType } } }").await;

    let sound = json!({ "url": "https://sound.example.org/a.mp3", "bytes": null, "mediaType": "audio/mpeg" });
    assert_eq!(data["podcastEpisode"], json!({ "transcript": null, "audio": sound }));
}

#[tokio::test]
async fn the_captions_of_the_content_begin_as_they_were_spoken() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell("{ podcastEpisode(by: { slug: \"two-stages-of-one-result\" }) { durationSeconds audio { url mediaType bytes } chapters { startMilliseconds title } transcript { webVtt cues { endMilliseconds } } } }")
        .await;

    let episode = &data["podcastEpisode"];
    let spoken = "WEBVTT\n\n00:00:00.300 --> 00:00:05.185\n<v Synthetic voice>This is a demonstration by Congress Highlights, read by a synthetic voice.\n";
    assert!(episode["transcript"]["webVtt"].as_str().unwrap().starts_with(spoken));
    assert_eq!(episode["audio"]["url"], "/media/podcasts/two-stages-of-one-result.mp3");
    assert!(episode["audio"]["bytes"].as_str().unwrap().parse::<u64>().unwrap() > 10_000);
    assert_eq!(episode["chapters"].as_array().unwrap().len(), 4);
    let end = episode["durationSeconds"].as_i64().unwrap() * 1000;
    let cues = episode["transcript"]["cues"].as_array().unwrap();
    assert!(cues.iter().all(|cue| cue["endMilliseconds"].as_i64().unwrap() <= end));
}
