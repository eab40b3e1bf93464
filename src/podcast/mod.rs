//! Podcasts: series and episodes, with the people who speak, chapters and a transcript. Listeners
//! hear an episode once it is published.

mod loader;
mod object;
mod query;

pub use loader::EpisodesOfLecture;
pub use object::{PodcastEpisode, PodcastSeries};
pub use query::{EpisodeQuery, PodcastSeriesQuery};
