//! Podcasts: series and episodes, with the people who speak, chapters and a transcript. Listeners
//! hear an episode once it is published.

mod loader;
mod object;
mod query;
mod webvtt;

pub use loader::EpisodesOfLecture;
pub use object::{Chapter, PodcastEpisode, PodcastSeries};
pub use query::{EpisodeQuery, PodcastSeriesQuery};
pub(crate) use webvtt::{misplaced as misplaced_cue, read as read_webvtt};
