//! Key slides and episodes of a manuscript as the desk sends and sees them.

use async_graphql::{Context, ID, InputObject, Object};
use entity::{podcast_episode, subject::Subject};

use super::{episodes::Episode, slides::Slide};
use crate::{
    graphql::{NodeId, Result, one},
    media::{FocalPoint, Media},
    podcast::Chapter,
    summary::SlideRightsBasis,
};

/// A key slide of a manuscript.
#[derive(InputObject)]
pub struct ManuscriptSlideInput {
    /// The id of the image, as `mediaUpload` answered it.
    media: ID,
    /// What it shows, in a line; at most 500 characters.
    #[graphql(default)]
    caption: String,
    /// What it shows, for those who cannot see it; at most 2000 characters. Compulsory before a release.
    #[graphql(default)]
    alt: String,
    /// Why it may be shown; compulsory before a release.
    rights_basis: Option<SlideRightsBasis>,
    /// Whom to name beside it, in at most 300 characters.
    credit: Option<String>,
    /// What stays in sight when it is cropped.
    focal_point: Option<FocalPoint>,
}

/// A podcast episode of a manuscript.
#[derive(InputObject)]
pub struct ManuscriptEpisodeInput {
    /// Its title, in at most 300 characters.
    title: String,
    /// What it is about, in at most 4000 characters.
    description: Option<String>,
    /// The id of the sound, as its upload was answered.
    audio: ID,
    /// Named points in the sound, in order; at most 100.
    #[graphql(default)]
    chapters: Vec<ManuscriptChapterInput>,
    /// The id of captions in `WebVTT` that say what is said.
    transcript: Option<ID>,
}

/// A named point in the sound.
#[derive(InputObject)]
pub struct ManuscriptChapterInput {
    /// Where it begins, in milliseconds from the start.
    start_milliseconds: i32,
    /// Its name.
    title: String,
}

impl ManuscriptSlideInput {
    pub(super) fn read(self) -> Result<Slide> {
        Ok(Slide {
            media: NodeId::decode_as(&self.media, Subject::Media)?,
            caption: self.caption.trim().to_owned(),
            alt: self.alt.trim().to_owned(),
            rights: self.rights_basis.map(Into::into),
            credit: trimmed(self.credit),
            focal_point: self.focal_point,
        })
    }
}

impl ManuscriptEpisodeInput {
    pub(super) fn read(self) -> Result<Episode> {
        let chapters = self.chapters.into_iter().map(|chapter| podcast_episode::Chapter {
            start_ms: chapter.start_milliseconds,
            title: chapter.title.trim().to_owned(),
        });
        let transcript = self.transcript.map(|id| NodeId::decode_as(&id, Subject::Media));
        Ok(Episode {
            title: self.title.trim().to_owned(),
            description: trimmed(self.description),
            audio: NodeId::decode_as(&self.audio, Subject::Media)?,
            chapters: chapters.collect(),
            transcript: transcript.transpose()?,
        })
    }
}

/// What was said, if anything was.
pub(super) fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A key slide as it stands in a manuscript.
#[derive(Clone, Debug)]
pub struct ManuscriptSlide(pub(super) Slide);

/// A key slide as it stands in a manuscript.
#[Object]
impl ManuscriptSlide {
    /// The image; null if the file is gone, as one may be that no version ever showed.
    async fn media(&self, ctx: &Context<'_>) -> Option<Result<Media>> {
        one(ctx, self.0.media).await
    }

    /// What it shows, in a line; empty if nothing is said yet.
    fn caption(&self) -> &str {
        &self.0.caption
    }

    /// What it shows, for those who cannot see it; empty if nothing is said yet.
    fn alt(&self) -> &str {
        &self.0.alt
    }

    /// Why it may be shown; null if nobody said yet.
    fn rights_basis(&self) -> Option<SlideRightsBasis> {
        self.0.rights.map(Into::into)
    }

    /// Whom to name beside it; null if nobody.
    fn credit(&self) -> Option<&str> {
        self.0.credit.as_deref()
    }

    /// What stays in sight when it is cropped; null if nobody said.
    fn focal_point(&self) -> Option<FocalPoint> {
        self.0.focal_point
    }
}

/// A podcast episode as it stands in a manuscript.
#[derive(Clone, Debug)]
pub struct ManuscriptEpisode(pub(super) Episode);

/// A podcast episode as it stands in a manuscript.
#[Object]
impl ManuscriptEpisode {
    /// Its title.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// What it is about; null if nothing is said.
    fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The sound; null if the file is gone, as one may be that no version ever showed.
    async fn audio(&self, ctx: &Context<'_>) -> Option<Result<Media>> {
        one(ctx, self.0.audio).await
    }

    /// Named points in the sound, in order.
    fn chapters(&self) -> Vec<Chapter> {
        self.0.chapters.iter().map(Chapter::of).collect()
    }

    /// Captions that say what is said; null if nobody wrote it down, or if the file is gone.
    async fn transcript(&self, ctx: &Context<'_>) -> Option<Result<Media>> {
        one(ctx, self.0.transcript).await
    }
}
