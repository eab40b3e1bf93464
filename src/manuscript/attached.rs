//! Files that a manuscript shows. As long as a version of it names a file, the file stays.

use std::collections::{BTreeSet, HashMap};

use entity::{
    media::{self, Kind},
    media_use,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{content::Content, episodes, slides};
use crate::{database::Transaction, media::kind_of};

/// Why files cannot be shown as is wanted.
#[derive(Debug, thiserror::Error)]
pub(super) enum AttachedError {
    #[error("Slide {0}: {1}.")]
    Slide(usize, &'static str),
    #[error("Episode {0}: {1}.")]
    Episode(usize, &'static str),
    #[error("There are at most {} slides.", slides::MOST)]
    ManySlides,
    #[error("There are at most {} episodes.", episodes::MOST)]
    ManyEpisodes,
    #[error("One of the files is not there any more: nothing showed it for a day. Send it again.")]
    Gone,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Files by their ids.
pub(super) type Files = HashMap<Uuid, media::Model>;

/// The file of an id, if it is of a kind.
pub(super) fn of_kind(files: &Files, id: Uuid, kind: Kind) -> Option<&media::Model> {
    files.get(&id).filter(|file| kind_of(&file.media_type) == kind)
}

/// Checks all that is attached.
pub(super) async fn check(db: &impl ConnectionTrait, content: &Content) -> Result<(), AttachedError> {
    if content.slides.len() > slides::MOST {
        return Err(AttachedError::ManySlides);
    }
    if content.episodes.len() > episodes::MOST {
        return Err(AttachedError::ManyEpisodes);
    }
    let files = files(db, content).await?;
    slides::check(&content.slides, &files)?;
    episodes::check(&content.episodes, &files)
}

/// The files that a content names, as far as they are there.
pub(super) async fn files(db: &impl ConnectionTrait, content: &Content) -> Result<Files, DbErr> {
    let named = named(content);
    if named.is_empty() {
        return Ok(Files::new());
    }
    let found = media::Entity::find().filter(media::Column::Id.is_in(named)).all(db).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

fn named(content: &Content) -> BTreeSet<Uuid> {
    let slides = content.slides.iter().map(|slide| slide.media);
    let sounds = content.episodes.iter().flat_map(|episode| [Some(episode.audio), episode.transcript]);
    slides.chain(sounds.flatten()).collect()
}

/// Whether there are any.
pub(super) fn is_any(content: &Content) -> bool {
    !named(content).is_empty()
}

/// Takes hold of the files of a content that are there, so that none is removed before it is noted that they are shown.
pub(crate) async fn held(tx: &impl ConnectionTrait, content: &Content) -> Result<Vec<Uuid>, DbErr> {
    let named = named(content);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let there = media::Entity::find().filter(media::Column::Id.is_in(named));
    let there = there.order_by_asc(media::Column::Path).lock_shared();
    Ok(there.all(tx).await?.into_iter().map(|row| row.id).collect())
}

/// The same for all of its files.
pub(super) async fn hold(tx: &impl ConnectionTrait, content: &Content) -> Result<(), AttachedError> {
    let there = held(tx, content).await?;
    if there.len() == named(content).len() { Ok(()) } else { Err(AttachedError::Gone) }
}

/// Which files a version shows.
pub(super) fn uses(version: Uuid, content: &Content) -> Vec<media_use::ActiveModel> {
    let uses = named(content).into_iter();
    uses.map(|media| media_use::ActiveModel { version_id: Set(version), media_id: Set(media) }).collect()
}

/// Takes back what was written where readers look.
pub(super) async fn take_back(tx: &Transaction, summary: Uuid) -> Result<(), DbErr> {
    slides::take_back(tx, summary).await?;
    episodes::take_back(tx, summary).await
}
