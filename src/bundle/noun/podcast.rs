//! Podcasts: series, episodes, chapters and transcripts.

use entity::{
    lecture, meeting, podcast_episode, podcast_series, released_episode, summary::Status, transcript,
    value::Instant,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    super::{
        json::record_in_a_column,
        link::To,
        media::MediaPath,
        reader::{Entries, Reader},
        record::{Noun, record, value},
        text::{Language, Slug},
        webvtt::Cues,
    },
    attached::{Contribution, Sourcing, Tagging, published_says_since_when},
};
use crate::database::Transaction;

record! {
    /// What episodes have in common.
    noun PodcastRecord of podcast_series {
        slug: Slug,
        title: String,
        description: Option<String>,
        language: Language,
    }
}

impl Noun for PodcastRecord {
    const FILE: &'static str = "podcast-series.yaml";
}

record! {
    /// One episode.
    noun EpisodeRecord of podcast_episode {
        slug: Slug,
        series_id: Option<To<podcast_series::Entity>>,
        lecture_id: Option<To<lecture::Entity>>,
        meeting_id: Option<To<meeting::Entity>>,
        season: Option<i32>,
        number: Option<i32>,
        title: String,
        description: Option<String>,
        language: Language,
        audio: MediaPath,
        audio_type: String,
        duration_seconds: i32,
        chapters: Vec<podcast_episode::Chapter>,
        status: Status,
        published_at: Option<Instant>,
        is_demonstration: bool,
    }
    derived {
        // Known once the sound is there.
        audio_bytes = |_| None,
    }
    parts {
        transcript: Option<Transcript>,
        people: Vec<Contribution>,
        topics: Vec<Tagging>,
        sources: Vec<Sourcing>,
    }
    rules episode_rules;
}

impl Noun for EpisodeRecord {
    const FILE: &'static str = "podcast-episodes.yaml";

    /// What came out with a manuscript is changed at the desk.
    async fn kept(tx: &Transaction, changed: &[Uuid]) -> Result<(Vec<Uuid>, &'static str), DbErr> {
        let why = "came out with a summary of the desk and differs from it; save a version there, or leave it out here";
        let released = released_episode::Column::EpisodeId.is_in(changed.iter().copied());
        let released = released_episode::Entity::find().filter(released).all(tx).await?;
        Ok((released.into_iter().map(|episode| episode.episode_id).collect(), why))
    }
}

record_in_a_column! { podcast_episode::Chapter { start_ms: i32, title: String } }

record_in_a_column! {
    transcript::Cue { start_ms: i32, end_ms: i32, speaker: Option<String>, text: String }
}

value! {
    /// What is said.
    part Transcript(Cues) of transcript in episode_id as cues
}

fn episode_rules(episode: &EpisodeRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    published_says_since_when(episode.status, entries, reader);
    episode.audio.is_sound(episode.duration_seconds, "audio", entries, reader);
    if let Some(media_type) = episode.audio.media_type()
        && media_type != episode.audio_type
    {
        let line = entries.line_of("audio_type");
        reader.under("audio_type", |reader| {
            reader.tell(
                line,
                format!("“{}” does not fit “{}”, which is {media_type}", episode.audio_type, episode.audio),
            );
        });
    }
    chapters_rise(episode, entries, reader);
}

fn chapters_rise(episode: &EpisodeRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    let line = entries.line_of("chapters");
    let end = i64::from(episode.duration_seconds) * 1000;
    let tell =
        |reader: &mut Reader<'_>, message| reader.under("chapters", |reader| reader.tell(line, message));
    for pair in episode.chapters.windows(2) {
        if let [earlier, later] = pair
            && later.start_ms <= earlier.start_ms
        {
            tell(reader, format!("“{}” does not start after the chapter before it", later.title));
        }
    }
    if let Some(late) = episode.chapters.iter().find(|chapter| i64::from(chapter.start_ms) >= end) {
        tell(
            reader,
            format!("“{}” starts at {} ms, but the episode ends at {end} ms", late.title, late.start_ms),
        );
    }
}
