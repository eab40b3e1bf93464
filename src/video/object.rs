//! Videos as the contract shows them, and the ways in.

use async_graphql::{Context, Enum, ID, Object};
use entity::video::Column;

use crate::{
    graphql::{
        All, Desk, Noun, Result, StringFilter, by_id_or_slug, edges, filter, nouns, roots,
        scalar::{PartialDate, Url},
        sorted,
    },
    organisation::{ExecutiveMessage, Involved},
    person::Credited,
    source::Sourced,
};

nouns! { Video = video }

edges! {
    /// The messages a video is shown with.
    MessagesWith: executive_message by executive_message.VideoId order executive_message.Slug;
}

/// How a video is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::video::Kind")]
pub enum VideoKind {
    /// One person speaks to the camera.
    ToCamera,
    /// One expert asks another.
    ExpertToExpert,
    /// Several experts talk.
    Panel,
    /// A lecture is recorded.
    Lecture,
    /// A film.
    Film,
    /// A meeting is shown as it happens.
    Webcast,
}

/// A film or a recording. Its producer is among the `contributions`, the holder of its copyright
/// among the `involvements`.
#[Object]
impl Video {
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

    /// How it is made.
    fn kind(&self) -> VideoKind {
        self.0.kind.into()
    }

    /// The longer film it is taken from; null if it is whole.
    fn extract_of(&self) -> Option<&str> {
        self.0.extract_of.as_deref()
    }

    /// The year of its copyright.
    fn copyright_year(&self) -> Option<PartialDate> {
        self.0.copyright_year.clone().map(PartialDate)
    }

    /// Where it is seen; null if it is not online.
    fn url(&self) -> Option<Url> {
        Url::maybe(self.0.url.as_ref())
    }

    /// How long it is, in seconds.
    fn duration_seconds(&self) -> Option<i32> {
        self.0.duration_seconds
    }

    /// The messages of executives it is shown with.
    async fn executive_messages(&self, ctx: &Context<'_>) -> Result<Vec<ExecutiveMessage>> {
        Ok(ExecutiveMessage::all(&ctx.load::<All<MessagesWith>>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn involved(&self) -> Involved<Self> {
        Involved::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

by_id_or_slug! {
    /// Names one video.
    VideoBy = Video
}

filter! {
    /// Which videos.
    pub struct VideoWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
    }
}

sorted! {
    /// What videos are sorted by.
    VideoOrderField(video, VideoWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    VideoQuery {
        /// One video.
        video(VideoBy);
        /// All videos.
        videos: Video;
    }
}
