//! What a manuscript shows: slides and episodes, written, released, corrected.

use serde_json::{Value, json};

use super::{
    files::{self, CAPTIONS},
    hash,
};
use crate::{
    desk::Desk,
    manuscript::{SAVE, Team, step},
};

pub(crate) const READ: &str = "{
  summary(by: { slug: \"asciminib\" }) {
    slides { id slug position caption rightsBasis credit image { url width height focalPoint { x y } alt thumbhash } }
    podcastEpisodes { id title publishedAt durationSeconds audio { url mediaType bytes } chapters { title startMilliseconds }
      transcript { cues { speaker text } } }
  }
}";

/// What a writer has sent: an image, another, a sound, and what is said in it.
pub(crate) struct Sent {
    pub(crate) image: Value,
    pub(crate) other: Value,
    pub(crate) sound: Value,
    pub(crate) captions: Value,
}

impl Sent {
    pub(crate) async fn by(desk: &Desk) -> Self {
        Self {
            image: desk.upload(&files::png(700, 300)).await,
            other: desk.upload(&files::png(30, 20)).await,
            sound: desk.upload(&files::wav(3)).await,
            captions: desk.upload(CAPTIONS.as_bytes()).await,
        }
    }

    pub(crate) fn slide(image: &Value) -> Value {
        json!({ "media": image["id"], "caption": "A curve.", "alt": "A curve that falls.", "rightsBasis": "CONSENT", "credit": "A test", "focalPoint": { "x": 0, "y": 100 } })
    }

    pub(crate) fn episode(&self) -> Value {
        let chapters = json!([{ "startMilliseconds": 0, "title": "One" }, { "startMilliseconds": 2_000, "title": "Two" }]);
        json!({ "title": "A talk", "audio": self.sound["id"], "chapters": chapters, "transcript": self.captions["id"] })
    }

    /// All that readers need, with a slide and an episode.
    pub(crate) fn input(&self, team: &Team, title: &str) -> Value {
        let mut input = team.input(title);
        input["slides"] = json!([Self::slide(&self.image)]);
        input["episodes"] = json!([self.episode()]);
        input
    }
}

/// Noor drafts it.
pub(crate) async fn draft(team: &Team, input: Value) -> Value {
    let draft = "mutation($lecture: ID!, $input: ManuscriptInput!) {
      manuscriptDraft(lecture: $lecture, input: $input) { manuscript { id } problems { code message path } }
    }";
    team.noor.ask(draft, json!({ "lecture": team.lecture, "input": input })).await["manuscriptDraft"].take()
}

/// It is sent to review and approved.
pub(crate) async fn approve(team: &Team, id: &Value, version: i32) {
    assert_eq!(step(&team.noor, "Submit", id, version, "").await, "IN_REVIEW");
    assert_eq!(step(&team.ruth, "Approve", id, version, "").await, "APPROVED");
}

#[tokio::test]
async fn slides_and_episodes_come_out_with_the_summary() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let id = draft(&team, sent.input(&team, "Asciminib")).await["manuscript"]["id"].take();
    let version = "query($id: ID!) { manuscript(by: { id: $id }) { version {
      slides { caption alt rightsBasis credit focalPoint { x y } media { id width } } episodes { title audio { id } transcript { id } chapters { title } }
    } } }";
    let told = team.ruth.ask(version, json!({ "id": id })).await["manuscript"]["version"].take();
    assert_eq!(told["slides"][0]["media"], json!({ "id": sent.image["id"], "width": 700 }));
    assert_eq!(told["slides"][0]["focalPoint"], json!({ "x": 0, "y": 100 }));
    assert_eq!(told["episodes"][0]["transcript"]["id"], sent.captions["id"]);
    approve(&team, &id, 1).await;

    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");

    let mut summary = team.public.tell(READ).await["summary"].take();
    let slide = summary["slides"][0].take();
    assert_eq!(
        (&slide["rightsBasis"], &slide["credit"], &slide["position"]),
        (&json!("CONSENT"), &json!("A test"), &json!(1))
    );
    let image = json!({
        "url": sent.image["url"], "width": 700, "height": 300, "focalPoint": { "x": 0, "y": 100 }, "alt": "A curve that falls.", "thumbhash": sent.image["thumbhash"],
    });
    assert_eq!(slide["image"], image);
    let episode = summary["podcastEpisodes"][0].take();
    assert_eq!(
        episode["audio"],
        json!({ "url": sent.sound["url"], "mediaType": "audio/wav", "bytes": "24044" })
    );
    assert_eq!(
        (&episode["durationSeconds"], &episode["publishedAt"]),
        (&json!(3), &json!("2021-05-08T09:00:00Z"))
    );
    assert_eq!(episode["transcript"]["cues"], json!([{ "speaker": "Host", "text": "Hello." }]));
    assert_eq!(episode["chapters"][1], json!({ "title": "Two", "startMilliseconds": 2_000 }));
}

#[tokio::test]
async fn no_slide_is_released_without_words_and_without_a_right() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let release =
        "mutation($id: ID!) { manuscriptRelease(id: $id, version: 1) { problems { code message } } }";
    let mut titles = ["One", "Two", "Three"].into_iter();
    for (missing, words) in [("alt", "alt text"), ("rightsBasis", "rights basis"), ("caption", "caption")] {
        let mut input = sent.input(&team, titles.next().unwrap());
        input["slides"][0].as_object_mut().unwrap().remove(missing);
        let id = draft(&team, input).await["manuscript"]["id"].take();
        approve(&team, &id, 1).await;

        let done = team.eve.ask(release, json!({ "id": id })).await;

        let problem = &done["manuscriptRelease"]["problems"][0];
        assert_eq!(problem["code"], "NOT_READY");
        assert!(problem["message"].as_str().unwrap().contains(words), "{problem}");
    }
    let mut input = sent.input(&team, "Four");
    input["slides"][0]["rightsBasis"] = "FACTS_IN_OWN_WORDS".into();
    let reply = team.noor.reply(SAVE, json!({ "id": "x", "version": 1, "input": input })).await;
    assert_eq!(reply["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[tokio::test]
async fn what_does_not_fit_is_told_with_its_number() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let long = team.noor.upload(b"WEBVTT\n\n00:00.000 --> 00:09.000\nToo long.\n").await;
    let slide = |fields: Value| {
        let mut slide = Sent::slide(&sent.image);
        slide.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        ("slides", json!([Sent::slide(&sent.other), slide]))
    };
    let episode = |fields: Value| {
        let mut episode = sent.episode();
        episode.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        ("episodes", json!([episode]))
    };
    let chapter = |at: i64| json!({ "startMilliseconds": at, "title": "A" });
    let nobody = "media_01h455vb4pex5vsknk084sn02q";
    let wrong = [
        (slide(json!({ "media": sent.sound["id"] })), "Slide 2: its image does not exist."),
        (slide(json!({ "media": nobody })), "Slide 2: its image does not exist."),
        (slide(json!({ "alt": "a".repeat(2_001) })), "Slide 2: its alt text"),
        (
            slide(json!({ "focalPoint": { "x": 0, "y": 101 } })),
            "Slide 2: its focal point lies outside the image",
        ),
        (
            slide(json!({ "focalPoint": { "x": -1, "y": 0 } })),
            "Slide 2: its focal point lies outside the image",
        ),
        (
            ("slides", json!([Sent::slide(&sent.image), Sent::slide(&sent.image)])),
            "Slide 1: its image is shown twice.",
        ),
        (("slides", json!(vec![Sent::slide(&sent.image); 41])), "at most 40 slides"),
        (("episodes", json!(vec![sent.episode(); 6])), "at most 5 episodes"),
        (episode(json!({ "title": " " })), "Episode 1: it has a title"),
        (episode(json!({ "audio": sent.image["id"] })), "Episode 1: its sound does not exist."),
        (episode(json!({ "transcript": sent.image["id"] })), "Episode 1: its transcript does not exist."),
        (episode(json!({ "transcript": long["id"] })), "Episode 1: its transcript goes on"),
        (episode(json!({ "chapters": [chapter(2), chapter(1)] })), "Episode 1: its chapters"),
        (episode(json!({ "chapters": [chapter(3_000)] })), "Episode 1: its chapters"),
        (episode(json!({ "chapters": [chapter(-1)] })), "Episode 1: its chapters"),
    ];

    for ((name, value), words) in wrong {
        let mut input = team.input("Asciminib");
        input[name] = value;
        let done = draft(&team, input).await;
        assert_eq!(done["manuscript"], json!(null), "{words}");
        let message = done["problems"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        let number = words.split([' ', ':']).nth(1).and_then(|number| number.parse::<usize>().ok());
        let path =
            number.map_or(json!(["input", name]), |number| json!(["input", name, (number - 1).to_string()]));
        assert_eq!(done["problems"][0]["path"], path, "{words}");
    }
}

#[tokio::test]
async fn a_correction_replaces_slides_and_episodes_in_one_instant() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let mut input = sent.input(&team, "Asciminib");
    input["slides"] = json!([Sent::slide(&sent.image), Sent::slide(&sent.other)]);
    let id = draft(&team, input.clone()).await["manuscript"]["id"].take();
    approve(&team, &id, 1).await;
    step(&team.eve, "Release", &id, 1, "").await;
    let before = team.public.tell(READ).await["summary"].take();
    let gone = sent.image["url"].as_str().unwrap();
    assert_eq!(team.public.get(gone, &[]).await.status, 200);

    input["slides"] = json!([Sent::slide(&sent.other)]);
    input["episodes"] = json!([]);
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    approve(&team, &id, 2).await;
    assert_eq!(team.public.tell(READ).await["summary"], before);
    let issue = "mutation($id: ID!) { noticeIssue(summary: $id, input: { kind: CORRECTION, reason: \"A test.\", issuer: \"The desk\", version: 2 }) { problems { code message } } }";
    let summary =
        team.public.tell("{ summary(by: { slug: \"asciminib\" }) { id } }").await["summary"]["id"].take();
    let done = team.eve.ask(issue, json!({ "id": summary })).await;
    assert_eq!(done["noticeIssue"]["problems"], json!([]));

    let after = team.public.tell(READ).await["summary"].take();
    assert_eq!(after["slides"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&after["slides"][0]["id"], &after["slides"][0]["slug"]),
        (&before["slides"][1]["id"], &before["slides"][1]["slug"])
    );
    assert_eq!(after["podcastEpisodes"], json!([]));
    assert_eq!(team.public.get(gone, &[]).await.status, 404);
    assert_eq!(team.ruth.get(gone, &[]).await.status, 200);
}

#[tokio::test]
async fn an_episode_is_there_since_it_came_out_and_tells_of_its_summary() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let mut input = sent.input(&team, "Asciminib");
    let id = draft(&team, input.clone()).await["manuscript"]["id"].take();
    approve(&team, &id, 1).await;
    step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await;
    step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T11:00:00Z\"").await;
    team.public.set_clock(crate::desk::MORNING + 3 * 3_600_000_000);
    let more = team.noor.upload(&files::wav(5)).await;
    input["episodes"] = json!([sent.episode(), { "title": "Another talk", "audio": more["id"] }]);
    team.noor.ask(SAVE, json!({ "id": id, "version": 1, "input": input })).await;
    approve(&team, &id, 2).await;
    let issue = "mutation($id: ID!) { noticeIssue(summary: $id, input: { kind: CORRECTION, reason: \"A test.\", issuer: \"The desk\", version: 2 }) { problems { code message } } }";
    let summary = id.as_str().unwrap().replace("manuscript", "summary");
    assert_eq!(team.eve.ask(issue, json!({ "id": summary })).await["noticeIssue"]["problems"], json!([]));

    let read = "{ summary(by: { slug: \"asciminib\" }) { publishedAt podcastEpisodes { title publishedAt summary { id standing } } }
      podcastEpisodes(where: { slug: { eq: \"two-stages-of-one-result\" } }) { nodes { summary { id } } } }";
    let told = team.public.tell(read).await;

    let episode = |title: &str, at: &str| json!({ "title": title, "publishedAt": at, "summary": { "id": summary, "standing": "CORRECTED" } });
    assert_eq!(told["summary"]["publishedAt"], "2021-05-08T11:00:00Z");
    assert_eq!(
        told["summary"]["podcastEpisodes"],
        json!([episode("A talk", "2021-05-08T11:00:00Z"), episode("Another talk", "2021-05-08T12:00:00Z")])
    );
    assert_eq!(told["podcastEpisodes"]["nodes"], json!([{ "summary": null }]));
}

#[tokio::test]
async fn what_is_withdrawn_leaves_nothing_to_come_out() {
    let team = Team::meet().await;
    let sent = Sent::by(&team.noor).await;
    let id = draft(&team, sent.input(&team, "Asciminib")).await["manuscript"]["id"].take();
    approve(&team, &id, 1).await;
    let count = "{ podcastEpisodes { totalCount } keySlides { totalCount } }";
    let before = team.public.tell(count).await;
    step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await;

    let withdraw = "mutation($id: ID!) { manuscriptWithdraw(id: $id, version: 1) { problems { code } } }";
    team.eve.ask(withdraw, json!({ "id": id })).await;
    team.public.set_clock(crate::desk::MORNING + 2 * 3_600_000_000);

    assert_eq!(team.public.tell(count).await, before);
    assert_eq!(team.public.get(sent.sound["url"].as_str().unwrap(), &[]).await.status, 404);
    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");
    assert_eq!(team.public.get(sent.sound["url"].as_str().unwrap(), &[]).await.status, 200);
}

#[tokio::test]
async fn what_shows_no_files_hashes_as_it_always_did() {
    let team = Team::meet().await;
    let hashed = "mutation($lecture: ID!) { manuscriptDraft(lecture: $lecture, input: { title: \"A\" }) { manuscript { version { hash } } } }";

    let done = team.noor.ask(hashed, json!({ "lecture": team.lecture })).await;

    let content = r#"{"title":"A","lead_message":"","body":"","language":"en","take_home_messages":[],"writers":[],"topics":[]}"#;
    assert_eq!(done["manuscriptDraft"]["manuscript"]["version"]["hash"], hash(content.as_bytes()).as_str());
}
