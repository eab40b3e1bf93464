//! Edges around podcasts.

use std::sync::Arc;

use entity::transcript::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal, edges};

edges! {
    /// The episodes of a series.
    EpisodesOfSeries: podcast_episode by podcast_episode.SeriesId order podcast_episode.Id;
    /// The episodes on a lecture, oldest first.
    EpisodesOfLecture: podcast_episode by podcast_episode.LectureId
        order podcast_episode.PublishedAt, podcast_episode.Id;
    /// The newsletters an episode is in.
    NewslettersWith: newsletter pairs newsletter_item(NewsletterId) by newsletter_item.SubjectId
        order newsletter.Id;
}

/// The transcripts of episodes, read only when one is asked for.
pub(super) struct TranscriptOf;

impl Ask for TranscriptOf {
    type Key = Uuid;
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, episodes: &[Uuid]) -> Answers<Self> {
        let matching = among(Column::EpisodeId, episodes, question.engine);
        let found = Entity::find().filter(matching).all(&question.db).await;
        deal(episodes, found, |rows| rows.into_iter().next().map(Arc::new), |row| row.episode_id)
    }
}
