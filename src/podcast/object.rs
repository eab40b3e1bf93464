//! Podcasts as the contract shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::loader::{EpisodesOfSeries, NewslettersWith, ReleasedWith, TranscriptOf};
use crate::{
    graphql::{
        Desk, Result, lists, nouns, one,
        scalar::{DateTime, LanguageTag},
    },
    lecture::Lecture,
    media::AudioFile,
    meeting::Meeting,
    newsletter::Newsletter,
    person::{Contribution, Credited},
    source::Sourced,
    summary::Summary,
    topic::About,
};

nouns! { PodcastEpisode = podcast_episode, PodcastSeries = podcast_series }

/// A podcast.
#[Object]
impl PodcastSeries {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its title.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// What it is about.
    fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The language spoken.
    fn language(&self) -> LanguageTag {
        LanguageTag(self.0.language.clone())
    }

    #[graphql(flatten)]
    fn lists(&self) -> PodcastLists {
        PodcastLists(self.0.id)
    }
}

lists! {
    PodcastLists {
        /// Its episodes, newest first. Only what has been published.
        episodes: PodcastEpisode = EpisodesOfSeries;
    }
}

/// One episode of a podcast.
#[Object]
impl PodcastEpisode {
    /// Stays the same for ever; also the `guid` of feeds.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its title.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// What it is about.
    fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The language spoken.
    fn language(&self) -> LanguageTag {
        LanguageTag(self.0.language.clone())
    }

    /// The season it is in.
    fn season(&self) -> Option<i32> {
        self.0.season
    }

    /// Its number in the season.
    fn number(&self) -> Option<i32> {
        self.0.number
    }

    /// The sound.
    fn audio(&self) -> AudioFile {
        AudioFile {
            path: self.0.audio.clone(),
            media_type: self.0.audio_type.clone(),
            bytes: self.0.audio_bytes,
        }
    }

    /// How long it is, in seconds.
    fn duration_seconds(&self) -> i32 {
        self.0.duration_seconds
    }

    /// When it was published.
    fn published_at(&self) -> Option<DateTime> {
        self.0.published_at.map(DateTime)
    }

    /// Whether it demonstrates this service and is nobody's editorial work.
    fn is_demonstration(&self) -> bool {
        self.0.is_demonstration
    }

    /// Who speaks, in order.
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Contribution>> {
        Contribution::of(ctx, self.0.id).await
    }

    /// Named points in the sound, in order.
    fn chapters(&self) -> Vec<Chapter> {
        self.0.chapters.iter().map(Chapter::of).collect()
    }

    /// What is said; null if nobody wrote it down.
    async fn transcript(&self, ctx: &Context<'_>) -> Option<Result<Transcript>> {
        let found = ctx.load::<TranscriptOf>(self.0.id).await;
        found.map(|row| row.map(Transcript)).transpose()
    }

    /// The podcast it is an episode of.
    async fn series(&self, ctx: &Context<'_>) -> Option<Result<PodcastSeries>> {
        one(ctx, self.0.series_id).await
    }

    /// The lecture it is on; null if it is on none alone.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.0.lecture_id).await
    }

    /// The summary it came out with, whose standing is its own; null if it came out with none, as one of a bundle does.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        match ctx.load::<ReleasedWith>(self.0.id).await {
            Ok(released) => one(ctx, released?.manuscript_id).await,
            Err(error) => Some(Err(error)),
        }
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    #[graphql(flatten)]
    fn lists(&self) -> EpisodeLists {
        EpisodeLists(self.0.id)
    }

    #[graphql(flatten)]
    fn about(&self) -> About<Self> {
        About::of(self.0.id)
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    EpisodeLists {
        /// The newsletters it is in. Only what has been published.
        newsletters: Newsletter = NewslettersWith;
    }
}

/// A named point in the sound.
#[derive(Clone, Debug, SimpleObject)]
pub struct Chapter {
    /// Where it begins, in milliseconds from the start.
    start_milliseconds: i32,
    /// Its name.
    title: String,
}

impl Chapter {
    pub(crate) fn of(chapter: &entity::podcast_episode::Chapter) -> Self {
        Self { start_milliseconds: chapter.start_ms, title: chapter.title.clone() }
    }
}

/// What is said in an episode.
pub struct Transcript(Arc<entity::transcript::Model>);

/// What is said in an episode.
#[Object]
impl Transcript {
    /// Stretches of speech, in order.
    fn cues(&self) -> Vec<Cue> {
        let cues = self.0.cues.iter();
        cues.map(|cue| Cue {
            start_milliseconds: cue.start_ms,
            end_milliseconds: cue.end_ms,
            speaker: cue.speaker.clone(),
            text: cue.text.clone(),
        })
        .collect()
    }

    /// All of it as plain text.
    fn text(&self) -> String {
        let cues: Vec<&str> = self.0.cues.iter().map(|cue| cue.text.as_str()).collect();
        cues.join("\n")
    }

    /// All of it as `WebVTT`, for captions.
    fn web_vtt(&self) -> String {
        web_vtt(&self.0.cues)
    }
}

/// A stretch of speech.
#[derive(Clone, Debug, SimpleObject)]
pub struct Cue {
    /// Where it begins, in milliseconds from the start.
    start_milliseconds: i32,
    /// Where it ends, in milliseconds from the start.
    end_milliseconds: i32,
    /// Who speaks; null if nobody noted it.
    speaker: Option<String>,
    /// What is said.
    text: String,
}

fn web_vtt(cues: &[entity::transcript::Cue]) -> String {
    let mut vtt = "WEBVTT\n".to_owned();
    for cue in cues {
        let text = cue_text(&cue.text);
        let spoken = match &cue.speaker {
            Some(speaker) => format!("<v {}>{text}", cue_text(speaker).replace('\n', " ")),
            None => text,
        };
        let (start, end) = (clock(cue.start_ms), clock(cue.end_ms));
        vtt.extend(["\n", &start, " --> ", &end, "\n", &spoken, "\n"]);
    }
    vtt
}

/// Without what the format would read as its own: marks, arrows, and the blank line that ends a cue.
fn cue_text(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn clock(milliseconds: i32) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    format!("{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
