//! Key slides.

use async_graphql::{Context, Enum, ID, Object};
use entity::key_slide::Column;

use super::{object::Summary, query::SummaryWhere};
use crate::{
    graphql::{Result, StringFilter, by_id_or_slug, filter, nouns, one, roots, sorted, within},
    lecture::{Lecture, LectureWhere},
    media::{FocalPoint, Image},
};

nouns! { KeySlide = key_slide }

/// Why an image may be shown. That it tells facts is no reason: facts are free, images are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::key_slide::RightsBasis")]
pub enum SlideRightsBasis {
    /// Whoever made it agreed.
    Consent,
    /// It is under a licence that allows it.
    Licence,
    /// We made it.
    OwnWork,
    /// It belongs to nobody.
    PublicDomain,
}

/// An image worth a lecture's hour.
#[Object]
impl KeySlide {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its place among the slides, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// What it shows, in a line.
    fn caption(&self) -> &str {
        &self.0.caption
    }

    /// The image.
    fn image(&self) -> Image {
        Image {
            path: self.0.image.clone(),
            width: self.0.width,
            height: self.0.height,
            focal_point: FocalPoint::of(self.0.focal_x, self.0.focal_y),
            alt: self.0.alt.clone(),
        }
    }

    /// Why it may be shown; null where nobody noted it.
    fn rights_basis(&self) -> Option<SlideRightsBasis> {
        self.0.rights_basis.map(Into::into)
    }

    /// Whom to name beside it; null if nobody.
    fn credit(&self) -> Option<&str> {
        self.0.credit.as_deref()
    }

    /// Whether it demonstrates this service and is nobody's editorial work.
    fn is_demonstration(&self) -> bool {
        self.0.is_demonstration
    }

    /// The lecture it is from.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.0.lecture_id).await
    }

    /// The summary it belongs to; null if it belongs to a lecture alone.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.summary_id).await
    }
}

by_id_or_slug! {
    /// Names one key slide.
    KeySlideBy = KeySlide
}

filter! {
    /// Which key slides.
    pub struct KeySlideWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// The lecture it is from.
        lecture: LectureWhere = |filter, now| within::<entity::lecture::Entity>(Column::LectureId, filter, now);
        /// The summary it belongs to.
        summary: SummaryWhere = |filter, now| within::<entity::summary::Entity>(Column::SummaryId, filter, now);
    }
}

sorted! {
    /// What key slides are sorted by.
    KeySlideOrderField(key_slide, KeySlideWhere, Position Asc) {
        /// By the place among the slides.
        Position = Position;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    SlideQuery {
        /// One key slide.
        key_slide(KeySlideBy);
        /// Key slides of all lectures.
        key_slides: KeySlide;
    }
}
