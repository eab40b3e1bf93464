//! A file comes in. Its bytes are judged, then put at their final name, and only then a row names them: whatever ends
//! the program in between, no row is without its bytes.

use std::path::Path;

use entity::{
    audit_entry::Deed,
    media::{self, Kind},
    subject::Subject,
    upload,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{
    error::MediaError,
    judge::{Judged, hash_of_file, judge},
    scratch::ScratchFile,
    store::{Store, UPLOADS, VARIANTS},
    transit,
};
use crate::{
    app::App,
    audit::{Entry, record},
    database::{Held, Transaction},
    idempotency::carried,
};

/// A file that has arrived, and what was said of it.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) file: ScratchFile,
    pub(crate) by: Uuid,
    /// What it was announced as.
    pub(crate) kind: Option<Kind>,
    /// What it was announced to hash to.
    pub(crate) sha256: Option<String>,
}

/// Takes a file in, whatever becomes of the request that brought it. The same again is the same media.
pub(crate) async fn receive(app: &App, arrival: Arrival) -> Result<media::Model, MediaError> {
    let app = app.clone();
    let work = tokio::spawn(carried(async move { take(&app, &arrival).await }));
    work.await.map_err(|error| MediaError::Store(error.to_string()))?
}

async fn take(app: &App, arrival: &Arrival) -> Result<media::Model, MediaError> {
    let (source, length) = hash_of_file(arrival.file.path().to_owned()).await?;
    if length == 0 {
        return Err(MediaError::Empty);
    }
    if arrival.sha256.as_ref().is_some_and(|announced| *announced != source) {
        return Err(MediaError::WrongHash(source));
    }
    if let Some(known) = known(app, &source).await? {
        let is = kind_of(&known.media_type);
        return match arrival.kind {
            Some(announced) if announced != is => Err(MediaError::OtherKind(announced, is)),
            _ => Ok(known),
        };
    }
    let judged = judge(app, arrival.file.path().to_owned(), arrival.kind).await?;
    let kept = judged.drawn.as_ref().unwrap_or(&arrival.file);
    let (sha256, bytes) = hash_of_file(kept.path().to_owned()).await?;
    let parcel = Parcel { kept: kept.path(), judged: &judged, sha256: &sha256 };
    transit::come(app, &sha256).await?;
    parcel.put(&app.media).await?;

    let tx = app.db.begin().await?;
    let is_there = transit::has_come(&tx, &sha256).await?;
    if let Some(same) = of_path(&tx, &parcel.name()).await? {
        // It was sent at the same time, or drawn from another file to the same picture.
        renew(app, &tx, same.id).await?;
        tx.commit().await?;
        return Ok(same);
    }
    if !is_there {
        return Err(MediaError::Store("it took longer than a day to put a file there".to_owned()));
    }
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let row = write(app, &tx, arrival.by, &parcel, (source, bytes)).await?;
    tx.commit().await?;
    Ok(row)
}

/// What is kept of a file.
struct Parcel<'p> {
    kept: &'p Path,
    judged: &'p Judged,
    sha256: &'p str,
}

impl Parcel<'_> {
    fn name(&self) -> String {
        format!("{UPLOADS}/{}.{}", self.sha256, self.judged.form.ending())
    }

    /// Its files and the names they get: smaller images first.
    fn files(&self) -> impl Iterator<Item = (String, &Path)> {
        let variants = self.judged.variants.iter();
        let variants = variants.map(|(end, file)| (format!("{VARIANTS}/{}-{end}", self.sha256), file.path()));
        variants.chain([(self.name(), self.kept)])
    }

    async fn put(&self, store: &Store) -> Result<(), MediaError> {
        for (name, file) in self.files() {
            store.put(file, &name).await?;
        }
        Ok(())
    }
}

async fn write(
    app: &App,
    tx: &Transaction,
    by: Uuid,
    parcel: &Parcel<'_>,
    (source, bytes): (String, i64),
) -> Result<media::Model, DbErr> {
    let judged = parcel.judged;
    let row = media::ActiveModel {
        id: Set(app.ids.next()),
        path: Set(parcel.name()),
        media_type: Set(judged.form.media_type().to_owned()),
        bytes: Set(bytes),
        sha256: Set(parcel.sha256.to_owned()),
        width: Set(judged.width),
        height: Set(judged.height),
        duration_ms: Set(judged.duration_ms),
    };
    let row = row.insert(tx).await?;
    let more = upload::ActiveModel {
        media_id: Set(row.id),
        source_sha256: Set(source),
        thumbhash: Set(judged.thumbhash.clone()),
        codec: Set(judged.codec.clone()),
        tags: Set(judged.tags.clone().into()),
        cues: Set(judged.cues.clone().map(Into::into)),
        uploaded_by: Set(by),
        uploaded_at: Set(app.clock.now()),
    };
    upload::Entity::insert(more).exec_without_returning(tx).await?;
    let detail = json!({ "mediaType": row.media_type, "bytes": row.bytes, "sha256": row.sha256 });
    let entry = Entry { by: Some(by), deed: Deed::MediaUpload, subject: Subject::Media, id: row.id, detail };
    record(app, tx, entry).await?;
    Ok(row)
}

/// What came of the same bytes before. It stays for another day, as if it had come now.
async fn known(app: &App, source: &str) -> Result<Option<media::Model>, DbErr> {
    let tx = app.db.begin().await?;
    let found = upload::Entity::find().filter(upload::Column::SourceSha256.eq(source));
    let Some(upload) = found.one(&tx).await? else { return Ok(None) };
    let media = media::Entity::find_by_id(upload.media_id).held().one(&tx).await?;
    if media.is_some() {
        renew(app, &tx, upload.media_id).await?;
    }
    tx.commit().await?;
    Ok(media)
}

async fn renew(app: &App, tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    let renewed = upload::ActiveModel { uploaded_at: Set(app.clock.now()), ..Default::default() };
    upload::Entity::update_many().set(renewed).filter(upload::Column::MediaId.eq(id)).exec(tx).await?;
    Ok(())
}

/// Who sweeps waits, and sees then that it was renewed.
async fn of_path(tx: &Transaction, path: &str) -> Result<Option<media::Model>, DbErr> {
    media::Entity::find().filter(media::Column::Path.eq(path)).held().one(tx).await
}

/// What a file of a type is.
pub(crate) fn kind_of(media_type: &str) -> Kind {
    match media_type.split_once('/') {
        Some(("image", _)) => Kind::Image,
        Some(("text", _)) => Kind::Captions,
        _ => Kind::Sound,
    }
}
