//! Edges around podcasts.

use crate::graphql::{asks, edges};

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

asks! {
    /// The summary an episode came out with.
    ReleasedWith: one released_episode by EpisodeId(episode_id);
    /// The transcripts of episodes, read only when one is asked for.
    TranscriptOf: one transcript by EpisodeId(episode_id);
}
