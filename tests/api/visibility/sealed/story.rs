//! A summary with all that hangs on it, written at the desk in words that occur nowhere else.

use congress_highlights::graphql::NodeId;
use entity::{key_slide, podcast_episode, subject::Subject};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{
    needle::Needle,
    traces::{closed, open},
};
use crate::{
    comment::remark,
    desk::{Desk, MORNING},
    manuscript::{Team, step},
    media::shown::{Sent, approve, draft},
    visibility::stage::visible,
};

/// When it comes out, in microseconds: 2021-05-08T10:00:00.000001Z.
pub(super) const MOMENT: i64 = MORNING + 3_600_000_001;

const AT: &str = "2021-05-08T10:00:00.000001Z";

pub(super) const TITLE: &str = "A test of zyzzyva";

pub(super) const SLUG: &str = "a-test-of-zyzzyva";

/// What keeps it from the readers until its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// It is released for that moment.
    Release,
    /// An embargo on its lecture lifts at that moment, and it is released with it.
    Embargo,
}

/// What the desk has written, and what it would be recognised by.
pub(super) struct Sealed {
    /// What readers find once it is out.
    pub(super) open: Vec<Needle>,
    /// What stays at the desk.
    pub(super) closed: Vec<Needle>,
    /// All that has an id, with the field that finds it.
    pub(super) keys: Vec<(&'static str, NodeId)>,
    /// Where its files are.
    pub(super) urls: Vec<String>,
    /// The names of its parts in addresses, with the field that finds them.
    pub(super) slugs: Vec<(&'static str, String)>,
}

/// A desk at a meeting with a lecture to write on; something else is published.
pub(super) async fn meet() -> Team {
    let outcome = json!({
        "slug": "result", "endpoint": "survival", "endpoint_kind": "time_to_event", "endpoint_rank": "primary",
        "stage": "presented", "analysis_set": "intention_to_treat", "trial": "t",
    });
    let lecture = json!({
        "abstract_number": "LBA-4", "topics": ["blood"], "trials": ["t"], "outcomes": [outcome],
        "people": [{ "person": "ada", "role": "presenter" }],
    });
    let cast = visible().meeting("ash-2020", json!({ "topics": ["blood"], "writers": ["noor"] })).lecture(
        "heard-live",
        "ash-2020",
        lecture,
    );
    Team::at(Desk::with(cast).await).await
}

impl Sealed {
    /// The desk drafts, remarks, approves and releases it for its moment.
    pub(super) async fn by(team: &Team, seal: Seal) -> Self {
        let captions = b"WEBVTT\n\n00:00.000 --> 00:00.400\n<v Host>Narwhal.\n";
        let sent = Sent { captions: team.noor.upload(captions).await, ..Sent::by(&team.noor).await };
        if seal == Seal::Embargo {
            let embargo = "mutation($lecture: ID!, $at: DateTime) {
              embargoSet(lectures: [$lecture], rule: FIXED_INSTANT, at: $at, reason: \"Lemur.\") { problems { code } }
            }";
            team.eve.ask(embargo, json!({ "lecture": team.lecture, "at": AT })).await;
        }
        let drafted = draft(team, input(team, &sent).await).await;
        assert_eq!(drafted["problems"], json!([]));
        let id = drafted["manuscript"]["id"].clone();
        let comment = remark(&team.ruth, json!({ "id": id, "version": 1, "text": "Gecko." })).await;
        let keep = "mutation($id: ID!, $input: ManuscriptInput!) { manuscriptAutosave(id: $id, basedOn: 1, input: $input) { problems { code } } }";
        team.noor.ask(keep, json!({ "id": id, "input": { "title": "Bandicoot" } })).await;
        approve(team, &id, 1).await;
        let moment = if seal == Seal::Release { format!("at: \"{AT}\"") } else { String::new() };
        assert_eq!(step(&team.eve, "Release", &id, 1, &moment).await, "SCHEDULED");
        Self::known(team, &sent, [&id, &comment]).await
    }

    /// All that it would be recognised by.
    pub(super) fn needles(&self) -> impl Iterator<Item = &Needle> {
        self.open.iter().chain(&self.closed)
    }

    async fn known(team: &Team, sent: &Sent, [manuscript, comment]: [&Value; 2]) -> Self {
        let db = team.public.app.db.reader();
        let manuscript = node(manuscript);
        let slides = key_slide::Entity::find().all(db).await.unwrap();
        let slide = slides.into_iter().find(|row| row.summary_id == Some(manuscript.id)).unwrap();
        let episodes = podcast_episode::Entity::find().all(db).await.unwrap();
        let episode = episodes.into_iter().find(|row| row.slug.starts_with(SLUG)).unwrap();
        let keys = vec![
            ("summary", NodeId { subject: Subject::Summary, id: manuscript.id }),
            ("keySlide", NodeId { subject: Subject::KeySlide, id: slide.id }),
            ("podcastEpisode", NodeId { subject: Subject::PodcastEpisode, id: episode.id }),
            ("manuscript", manuscript),
            ("node", node(comment)),
            ("node", node(&sent.image["id"])),
            ("node", node(&sent.sound["id"])),
            ("node", node(&sent.captions["id"])),
        ];
        let version = "query($id: ID!) { manuscript(by: { id: $id }) { version { hash } } }";
        let version = team.ruth.ask(version, json!({ "id": manuscript.encode() })).await;
        Self {
            open: open(team, sent, &keys[..3]).await,
            closed: closed(sent, &keys[3..], &version["manuscript"]["version"]["hash"]),
            keys,
            urls: [&sent.image, &sent.sound, &sent.captions].map(|file| string(&file["url"])).to_vec(),
            slugs: vec![
                ("summary", SLUG.to_owned()),
                ("keySlide", slide.slug),
                ("podcastEpisode", episode.slug),
            ],
        }
    }
}

/// What the writer sends.
async fn input(team: &Team, sent: &Sent) -> Value {
    let found = team
        .public
        .tell("{ reference(by: { slug: \"article\" }) { id } outcome(by: { slug: \"result\" }) { id } }")
        .await;
    let mut input = team.input(TITLE);
    input["leadMessage"] = "In short: quokka.".into();
    input["body"] = "## A test\n\nThe body is about the okapi.".into();
    input["takeHomeMessages"] =
        json!([{ "text": "Remember the axolotl.", "outcomes": [found["outcome"]["id"]] }]);
    input["references"] = json!([found["reference"]["id"]]);
    input["rights"] = json!({ "basis": "LICENCE", "holder": "Ocelot", "licence": "CC BY 4.0" });
    input["slides"] = json!([{
        "media": sent.image["id"], "caption": "A pangolin.", "alt": "A drawing of a numbat.",
        "rightsBasis": "CONSENT", "credit": "Tapir",
    }]);
    input["episodes"] = json!([{
        "title": "The kakapo", "description": "On the dugong.", "audio": sent.sound["id"],
        "transcript": sent.captions["id"], "chapters": [{ "startMilliseconds": 0, "title": "The wombat" }],
    }]);
    input["reason"] = "Because of the marmot.".into();
    input
}

fn node(id: &Value) -> NodeId {
    NodeId::decode(id.as_str().unwrap()).unwrap()
}

pub(super) fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
