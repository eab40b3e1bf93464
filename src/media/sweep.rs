//! Nothing that nobody shows stays for ever. Rows go first and bytes after them, which nobody brings in meanwhile:
//! whatever ends the program in between, there may be bytes without a row for a while, and never a row without its
//! bytes.

use entity::{audit_entry::Deed, media, subject::Subject, upload_ticket, value::Instant};
use futures_util::StreamExt;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ModelTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde_json::json;
use std::{collections::HashSet, time::Duration};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    error::MediaError,
    scratch::ScratchFile,
    sniff::Form,
    store::{UPLOADS, VARIANTS},
    transit,
};
use crate::{
    app::App,
    audit::{Entry, record},
    digest::is_hash,
    limits::media as limits,
};

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Media that nothing shows.
    pub media: u64,
    /// Uploads that were not finished in time.
    pub tickets: u64,
    /// Bytes that no row names: objects and files.
    pub objects: u64,
}

/// The longest the store may take to delete an object.
const DELETION: Duration = Duration::from_mins(1);

/// How many rows or objects are looked at in one go.
const SOME: usize = 500;

/// Removes what nothing shows and what was never finished, if it is older than a day.
pub async fn sweep(app: &App) -> Result<Swept, MediaError> {
    let before = app.clock.now().0 - limits::DAY;
    transit::forget(app).await?;
    let mut swept = Swept { tickets: end_tickets(app).await?, ..Swept::default() };
    for id in unshown(app, before).await? {
        swept.media += u64::from(remove(app, id, before).await?);
    }
    for below in [UPLOADS, VARIANTS] {
        let mut names = app.media.names(below, before).chunks(SOME);
        while let Some(some) = names.next().await {
            for name in unnamed(app, some.into_iter().collect::<Result<_, _>>()?).await? {
                swept.objects += u64::from(is_stray(app, &name).await?);
            }
        }
    }
    for path in app.media.left_over(before)? {
        drop(ScratchFile::taken(path));
        swept.objects += 1;
    }
    Ok(swept)
}

/// How long to wait before the first time, and between two.
const FIRST: Duration = Duration::from_mins(1);
const BETWEEN: Duration = Duration::from_hours(1);

/// Sweeps every hour, until it is told to stop.
pub async fn sweep_now_and_then(app: App, stop: CancellationToken) {
    let mut wait = FIRST;
    while stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_some() {
        match sweep(&app).await {
            Ok(swept) if swept == Swept::default() => {}
            Ok(swept) => tracing::info!(swept.media, swept.tickets, swept.objects, "swept"),
            Err(error) => tracing::error!(%error, "media could not be swept"),
        }
        wait = BETWEEN;
    }
}

async fn end_tickets(app: &App) -> Result<u64, MediaError> {
    use upload_ticket::{Column, Entity};

    let over = Entity::find().filter(Column::ExpiresAt.lte(app.clock.now())).all(app.db.reader()).await?;
    let mut ended = 0;
    for ticket in over {
        let Some(_seat) = super::ticket::seat(app, ticket.id) else { continue };
        let tx = app.db.begin().await?;
        Entity::delete_by_id(ticket.id).exec(&tx).await?;
        tx.commit().await?;
        drop(ScratchFile::taken(app.media.scratch().kept(ticket.id)?));
        ended += 1;
    }
    Ok(ended)
}

async fn unshown(app: &App, before: i64) -> Result<Vec<Uuid>, DbErr> {
    let found = media::Entity::find().filter(media::is_unshown(Instant(before))).limit(SOME as u64);
    Ok(found.all(app.db.reader()).await?.into_iter().map(|row| row.id).collect())
}

/// Removes the row of a file, unless something has come to show it.
async fn remove(app: &App, id: Uuid, before: i64) -> Result<bool, DbErr> {
    let tx = app.db.begin().await?;
    // Whoever is about to show it has hold of the row; this waits, and sees then that it is shown.
    let Some(row) = media::Entity::find_by_id(id).lock_exclusive().one(&tx).await? else { return Ok(false) };
    let still = media::Entity::find_by_id(id).filter(media::is_unshown(Instant(before)));
    if still.count(&tx).await? == 0 {
        return Ok(false);
    }
    let detail = json!({ "mediaType": row.media_type, "bytes": row.bytes, "sha256": row.sha256 });
    row.delete(&tx).await?;
    record(app, &tx, Entry { by: None, deed: Deed::MediaRemove, subject: Subject::Media, id, detail })
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Those among some names of bytes that no row names, as it seems.
async fn unnamed(app: &App, mut names: Vec<String>) -> Result<Vec<String>, DbErr> {
    names.retain(|name| hash_in(name).is_some());
    let whole = names
        .iter()
        .filter_map(|name| hash_in(name))
        .flat_map(|hash| Form::ALL.map(|form| format!("{UPLOADS}/{hash}.{}", form.ending())));
    let rows = media::Entity::find().filter(media::Column::Path.is_in(whole.collect::<HashSet<_>>()));
    let rows = rows.all(app.db.reader()).await?;
    let kept: HashSet<&str> = rows.iter().filter_map(|row| hash_in(&row.path)).collect();
    names.retain(|name| hash_in(name).is_some_and(|hash| !kept.contains(hash)));
    Ok(names)
}

/// Takes bytes away if no row names them.
async fn is_stray(app: &App, name: &str) -> Result<bool, MediaError> {
    let Some(hash) = hash_in(name) else { return Ok(false) };
    let tx = app.db.begin().await?;
    let Some(going) = transit::go(app, &tx, hash).await? else { return Ok(false) };
    if is_named(&tx, hash).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let deleted = tokio::time::timeout(DELETION, app.media.delete(name)).await;
    deleted.map_err(|_| MediaError::Store(format!("{name} was not deleted in time")))??;
    transit::has_gone(app, going).await?;
    Ok(true)
}

async fn is_named(db: &impl ConnectionTrait, hash: &str) -> Result<bool, DbErr> {
    let named = media::Entity::find()
        .filter(media::Column::Path.gt(format!("{UPLOADS}/{hash}.")))
        .filter(media::Column::Path.lt(format!("{UPLOADS}/{hash}/")));
    Ok(named.count(db).await? > 0)
}

/// The hash that a name begins with.
fn hash_in(name: &str) -> Option<&str> {
    let (_, file) = name.rsplit_once('/')?;
    file.get(..64).filter(|hash| is_hash(hash))
}
