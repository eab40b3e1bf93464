//! Ways in to podcasts.

use entity::podcast_episode::Column;

use super::object::{PodcastEpisode, PodcastSeries};
use crate::{
    graphql::{DateTimeFilter, StringFilter, by_id_or_slug, filter, roots, sorted, tagged, within},
    lecture::LectureWhere,
    meeting::MeetingWhere,
    topic::TopicWhere,
};

by_id_or_slug! {
    /// Names one episode.
    PodcastEpisodeBy = PodcastEpisode
}

filter! {
    /// Which episodes.
    pub struct PodcastEpisodeWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// When it was published.
        published_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::PublishedAt));
        /// The podcast it is an episode of.
        series: PodcastSeriesWhere = |filter, now| {
            within::<entity::podcast_series::Entity>(Column::SeriesId, filter, now)
        };
        /// The lecture it is on.
        lecture: LectureWhere = |filter, now| within::<entity::lecture::Entity>(Column::LectureId, filter, now);
        /// The meeting it is on.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What episodes are sorted by.
    PodcastEpisodeOrderField(podcast_episode, PodcastEpisodeWhere, PublishedAt Desc) {
        /// By the moment of publication.
        PublishedAt = PublishedAt always;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    EpisodeQuery {
        /// One podcast episode. Null until it is published.
        podcast_episode(PodcastEpisodeBy);
        /// Podcast episodes, newest first. Only what has been published.
        podcast_episodes: PodcastEpisode;
    }
}

by_id_or_slug! {
    /// Names one podcast.
    PodcastSeriesBy = PodcastSeries
}

filter! {
    /// Which podcasts.
    pub struct PodcastSeriesWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(entity::podcast_series::Column::Slug));
    }
}

sorted! {
    /// What podcasts are sorted by.
    PodcastSeriesOrderField(podcast_series, PodcastSeriesWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    PodcastSeriesQuery {
        /// One podcast.
        podcast_series(PodcastSeriesBy);
        /// All podcasts.
        all_podcast_series: PodcastSeries;
    }
}
