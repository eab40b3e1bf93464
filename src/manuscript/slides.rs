//! The key slides of a manuscript. An image is somebody's: it is published with words for those who cannot see it, and
//! with a reason why we may show it.

use entity::{
    key_slide::{ActiveModel, Column, Entity, RightsBasis},
    media::Kind,
    summary,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attached::{AttachedError, Files, of_kind};
use crate::{app::App, database::Transaction, media::FocalPoint};

/// An image, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slide {
    pub(super) media: Uuid,
    pub(crate) caption: String,
    pub(crate) alt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rights: Option<RightsBasis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) credit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) focal_point: Option<FocalPoint>,
}

/// Slides of a manuscript.
pub(super) const MOST: usize = 40;

const CAPTION: usize = 500;
const ALT: usize = 2_000;
const CREDIT: usize = 300;

pub(super) fn check(slides: &[Slide], files: &Files) -> Result<(), AttachedError> {
    let is_within = |text: &str, most: usize| text.chars().count() <= most;
    for (number, slide) in (1..).zip(slides) {
        let wrong = if of_kind(files, slide.media, Kind::Image).is_none() {
            "its image does not exist"
        } else if slides.iter().filter(|other| other.media == slide.media).count() > 1 {
            "its image is shown twice"
        } else if !is_within(&slide.caption, CAPTION) {
            "its caption has more than 500 characters"
        } else if !is_within(&slide.alt, ALT) {
            "its alt text has more than 2000 characters"
        } else if slide.credit.as_ref().is_some_and(|credit| !is_within(credit, CREDIT)) {
            "its credit has more than 300 characters"
        } else if slide.focal_point.is_some_and(|point| !point.is_within()) {
            "its focal point lies outside the image: x and y are percent, from 0 to 100"
        } else {
            continue;
        };
        return Err(AttachedError::Slide(number, wrong));
    }
    Ok(())
}

/// What slides must have before readers see them.
pub(super) fn missing(slides: &[Slide]) -> Vec<&'static str> {
    let lacks = |is_there: fn(&Slide) -> bool| !slides.iter().all(is_there);
    let wants = [
        (lacks(|slide| !slide.caption.trim().is_empty()), "a caption for each slide"),
        (
            lacks(|slide| !slide.alt.trim().is_empty()),
            "an alt text for each slide, for those who cannot see it",
        ),
        (lacks(|slide| slide.rights.is_some()), "a rights basis for each slide"),
    ];
    wants.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
}

/// Writes the slides where readers look. One that was there with the same image stays what it is.
pub(super) async fn fill(
    app: &App,
    tx: &Transaction,
    summary: &summary::Model,
    slides: &[Slide],
    files: &Files,
) -> Result<(), DbErr> {
    let before = Entity::find().filter(Column::SummaryId.eq(summary.id)).all(tx).await?;
    let mut rows = Vec::new();
    for (position, slide) in (1..).zip(slides) {
        let file = files.get(&slide.media).ok_or_else(|| DbErr::RecordNotFound("an image".to_owned()))?;
        let same = before.iter().find(|row| row.image == file.path);
        let id = same.map_or_else(|| app.ids.next(), |row| row.id);
        let (focal_x, focal_y) = FocalPoint::parts(slide.focal_point);
        rows.push(ActiveModel {
            id: Set(id),
            slug: Set(same.map_or_else(|| slug(&summary.slug, "slide", id), |row| row.slug.clone())),
            lecture_id: Set(summary.lecture_id),
            summary_id: Set(Some(summary.id)),
            position: Set(position),
            caption: Set(slide.caption.clone()),
            image: Set(file.path.clone()),
            width: Set(file.width),
            height: Set(file.height),
            focal_x: Set(focal_x),
            focal_y: Set(focal_y),
            alt: Set(slide.alt.clone()),
            is_demonstration: Set(false),
            rights_basis: Set(slide.rights),
            credit: Set(slide.credit.clone()),
        });
    }
    take_back(tx, summary.id).await?;
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the slides of a summary back.
pub(super) async fn take_back(tx: &Transaction, summary: Uuid) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::SummaryId.eq(summary)).exec(tx).await?;
    Ok(())
}

/// A name in addresses for a part of a summary.
pub(super) fn slug(summary: &str, part: &str, id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("{summary}-{part}-{}", id.get(id.len() - 8..).unwrap_or_default())
}
