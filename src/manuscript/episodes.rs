//! The podcast episodes of a manuscript: they come out with the summary, at the same instant.

use entity::{
    media::Kind,
    podcast_episode::{ActiveModel, Chapter, Column, Entity},
    released_episode,
    summary::{self, Status},
    transcript, upload,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    attached::{AttachedError, Files, of_kind},
    content::Content,
    fill::Shown,
    slides::slug,
};
use crate::{app::App, database::Transaction};

/// A sound, and what is said of it and in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Episode {
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) audio: Uuid,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) chapters: Vec<Chapter>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) transcript: Option<Uuid>,
}

/// Episodes of a manuscript.
pub(super) const MOST: usize = 5;

const CHAPTERS: usize = 100;
const TITLE: usize = 300;
const DESCRIPTION: usize = 4_000;

pub(super) fn check(episodes: &[Episode], files: &Files) -> Result<(), AttachedError> {
    for (number, episode) in (1..).zip(episodes) {
        let is_twice = episodes.iter().filter(|other| other.audio == episode.audio).count() > 1;
        let wrong = wrong(episode, files).or(is_twice.then_some("its sound is played twice"));
        if let Some(wrong) = wrong {
            return Err(AttachedError::Episode(number, wrong));
        }
    }
    Ok(())
}

fn wrong(episode: &Episode, files: &Files) -> Option<&'static str> {
    let is_text = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    let Some(audio) = of_kind(files, episode.audio, Kind::Sound) else {
        return Some("its sound does not exist");
    };
    let end = audio.duration_ms.unwrap_or(i32::MAX);
    let transcript = episode.transcript.map(|id| of_kind(files, id, Kind::Captions));
    if !is_text(&episode.title, TITLE) {
        Some("it has a title of at most 300 characters")
    } else if episode.description.as_ref().is_some_and(|text| text.chars().count() > DESCRIPTION) {
        Some("its description has more than 4000 characters")
    } else if episode.chapters.len() > CHAPTERS
        || !episode.chapters.iter().all(|part| is_text(&part.title, TITLE))
    {
        Some("it has at most 100 chapters, each with a title of at most 300 characters")
    } else if !rise_within(&episode.chapters, end) {
        Some("its chapters begin one after the other, before the sound ends")
    } else if matches!(transcript, Some(None)) {
        Some("its transcript does not exist")
    } else if transcript.flatten().is_some_and(|text| text.duration_ms > Some(end.saturating_add(SLACK))) {
        Some("its transcript goes on when the sound has ended")
    } else {
        None
    }
}

/// A last cue may fade out behind the sound, in milliseconds.
const SLACK: i32 = 1_000;

fn rise_within(chapters: &[Chapter], end: i32) -> bool {
    let starts = || chapters.iter().map(|chapter| chapter.start_ms);
    starts().all(|start| (0..end).contains(&start))
        && starts().zip(starts().skip(1)).all(|(one, next)| one < next)
}

/// Writes the episodes where listeners look. One that was there with the same sound stays what it is, also
/// since when it is there; one that comes to a summary that is out is there from now on.
pub(super) async fn fill(
    app: &App,
    tx: &Transaction,
    (summary, shown): (&summary::Model, Shown),
    content: &Content,
    files: &Files,
) -> Result<(), DbErr> {
    let before = Entity::find().filter(of(summary.id)).all(tx).await?;
    take_back(tx, summary.id).await?;
    for episode in &content.episodes {
        let lost = || DbErr::RecordNotFound("a sound".to_owned());
        let file = files.get(&episode.audio).ok_or_else(lost)?;
        let same = before.iter().find(|row| row.audio == file.path);
        let id = same.map_or_else(|| app.ids.next(), |row| row.id);
        let since = same.filter(|_| shown.is_out).and_then(|row| row.published_at);
        let row = ActiveModel {
            id: Set(id),
            slug: Set(same.map_or_else(|| slug(&summary.slug, "episode", id), |row| row.slug.clone())),
            series_id: Set(None),
            lecture_id: Set(summary.lecture_id),
            meeting_id: Set(summary.meeting_id),
            season: Set(None),
            number: Set(None),
            title: Set(episode.title.clone()),
            description: Set(episode.description.clone()),
            language: Set(content.language.clone()),
            audio: Set(file.path.clone()),
            audio_type: Set(file.media_type.clone()),
            audio_bytes: Set(Some(file.bytes)),
            duration_seconds: Set(file.duration_ms.unwrap_or_default().div_euclid(1_000).max(1)),
            chapters: Set(episode.chapters.clone().into()),
            status: Set(Status::Published),
            published_at: Set(Some(since.unwrap_or(shown.at))),
            is_demonstration: Set(false),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
        let link = released_episode::ActiveModel { episode_id: Set(id), manuscript_id: Set(summary.id) };
        released_episode::Entity::insert(link).exec_without_returning(tx).await?;
        if let Some(captions) = episode.transcript {
            write_down(tx, id, captions).await?;
        }
    }
    Ok(())
}

async fn write_down(tx: &Transaction, episode: Uuid, captions: Uuid) -> Result<(), DbErr> {
    let upload = upload::Entity::find_by_id(captions).one(tx).await?;
    let cues = upload.and_then(|upload| upload.cues);
    let cues = cues.ok_or_else(|| DbErr::RecordNotFound(format!("what the captions {captions} say")))?;
    let row = transcript::ActiveModel { episode_id: Set(episode), cues: Set(cues) };
    transcript::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the episodes of a summary back.
pub(super) async fn take_back(tx: &Transaction, summary: Uuid) -> Result<(), DbErr> {
    Entity::delete_many().filter(of(summary)).exec(tx).await?;
    Ok(())
}

/// “It came out with this summary.”
fn of(summary: Uuid) -> sea_orm::sea_query::Expr {
    let released = released_episode::Entity::find()
        .select_only()
        .column(released_episode::Column::EpisodeId)
        .filter(released_episode::Column::ManuscriptId.eq(summary));
    Column::Id.in_subquery(released.into_query())
}

#[cfg(test)]
mod tests {
    use entity::podcast_episode::Chapter;
    use proptest::prelude::*;

    use super::rise_within;

    proptest! {
        /// Whatever chapters are taken, a player can go from one to the next.
        #[test]
        fn chapters_that_are_taken_rise_within_the_sound(starts in prop::collection::vec(-10..200, 0..6)) {
            let chapters: Vec<_> =
                starts.iter().map(|start| Chapter { start_ms: *start, title: "A".to_owned() }).collect();
            let mut sorted = starts.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let is_right = sorted == starts && starts.iter().all(|start| (0..100).contains(start));
            prop_assert_eq!(rise_within(&chapters, 100), is_right);
        }
    }
}
