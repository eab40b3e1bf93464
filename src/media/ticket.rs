//! Large files come in parts: announced first, then sent from wherever the last part ended, and judged when the last
//! byte is there.

use entity::{
    account,
    media::{self, Kind},
    upload_ticket::{self, Column, Entity},
    value::Instant,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use std::{fs, io::ErrorKind, path::PathBuf, sync::PoisonError};
use uuid::Uuid;

use super::{
    error::MediaError,
    receive::{Arrival, receive},
    scratch::ScratchFile,
    store::Store,
};
use crate::{
    app::App,
    database::{Held, Transaction},
    digest::is_hash,
    limits::media as limits,
};

/// A file that is on its way.
pub(crate) type Ticket = upload_ticket::Model;

/// What somebody announces.
pub(super) struct Announced {
    pub(super) kind: Kind,
    pub(super) bytes: String,
    pub(super) sha256: String,
}

/// Begins an upload. What would be refused at its end is refused now.
pub(super) async fn begin(app: &App, by: Uuid, announced: Announced) -> Result<Ticket, MediaError> {
    let Announced { kind, bytes, sha256 } = announced;
    let length = match bytes.parse::<i64>() {
        Ok(0) => return Err(MediaError::Empty),
        Ok(length) if length > 0 => length,
        _ => return Err(MediaError::BadLength(bytes.chars().take(40).collect())),
    };
    if length.unsigned_abs() > limits::bytes(kind) {
        return Err(MediaError::TooLarge(kind));
    }
    let sha256 = sha256.to_ascii_lowercase();
    if !is_hash(&sha256) {
        return Err(MediaError::BadHash);
    }
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    // One after the other for each account, so that its quota holds.
    account::Entity::find_by_id(by).held().one(&tx).await?;
    is_within_quota(&tx, by, now, length).await?;
    let ticket = upload_ticket::ActiveModel {
        id: Set(app.ids.next()),
        account_id: Set(by),
        kind: Set(kind),
        bytes: Set(length),
        sha256: Set(sha256),
        begun_at: Set(now),
        expires_at: Set(Instant(now.0 + limits::DAY)),
        media_id: Set(None),
    };
    let ticket = ticket.insert(&tx).await?;
    tx.commit().await?;
    Ok(ticket)
}

async fn is_within_quota(tx: &Transaction, by: Uuid, now: Instant, length: i64) -> Result<(), MediaError> {
    let open = Entity::find()
        .filter(Column::AccountId.eq(by))
        .filter(Column::MediaId.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .all(tx)
        .await?;
    let (count, bytes) = (open.len() as u64, open.iter().map(|ticket| ticket.bytes).sum::<i64>());
    if count >= limits::TICKETS || bytes + length > limits::TICKET_BYTES {
        return Err(MediaError::Quota(count, bytes));
    }
    Ok(())
}

/// How far an upload of an account is: its ticket, the bytes that are there, and where they lie. None if there is
/// no such upload, or not any more.
pub(crate) async fn progress(
    app: &App,
    by: Uuid,
    id: Uuid,
) -> Result<Option<(Ticket, u64, PathBuf)>, MediaError> {
    let ticket = Entity::find_by_id(id).filter(Column::AccountId.eq(by)).one(app.db.reader()).await?;
    let Some(ticket) = ticket.filter(|ticket| ticket.expires_at > app.clock.now()) else { return Ok(None) };
    let path = app.media.scratch().kept(id)?;
    let there = match fs::metadata(&path) {
        Ok(about) => about.len(),
        Err(error) if error.kind() == ErrorKind::NotFound => 0,
        Err(error) => return Err(error.into()),
    };
    let there = if ticket.media_id.is_some() { ticket.bytes.unsigned_abs() } else { there };
    Ok(Some((ticket, there, path)))
}

/// The only place from which bytes of an upload are sent.
pub(crate) struct Seat(Store, Uuid);

/// Takes the seat of an upload, if nobody has it.
pub(crate) fn seat(app: &App, id: Uuid) -> Option<Seat> {
    let mut busy = app.media.busy.lock().unwrap_or_else(PoisonError::into_inner);
    busy.insert(id).then(|| Seat(app.media.clone(), id))
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

/// Makes media of an upload that is all there. Done again, it is the same media.
pub(crate) async fn finish(app: &App, ticket: &Ticket, _seat: &Seat) -> Result<media::Model, MediaError> {
    if let Some(id) = ticket.media_id
        && let Some(media) = media::Entity::find_by_id(id).one(app.db.reader()).await?
    {
        return Ok(media);
    }
    let kept = app.media.scratch().kept(ticket.id)?;
    let copy = app.media.scratch().file(app.ids.next())?;
    fs::hard_link(&kept, copy.path())?;
    let (kind, sha256) = (Some(ticket.kind), Some(ticket.sha256.clone()));
    let received = receive(app, Arrival { file: copy, by: ticket.account_id, kind, sha256 }).await;
    match &received {
        Ok(media) => {
            end(app, ticket.id, Some(media.id)).await?;
            drop(ScratchFile::taken(kept));
        }
        Err(error) if error.is_told() => {
            end(app, ticket.id, None).await?;
            drop(ScratchFile::taken(kept));
        }
        // It is ours to mend, and can be finished later.
        Err(_) => {}
    }
    received
}

/// Gives an upload up: its bytes go. Media that it became stays.
pub(crate) async fn give_up(app: &App, ticket: &Ticket, _seat: &Seat) -> Result<(), MediaError> {
    end(app, ticket.id, None).await?;
    drop(ScratchFile::taken(app.media.scratch().kept(ticket.id)?));
    Ok(())
}

/// An upload became media, or nothing.
async fn end(app: &App, id: Uuid, media: Option<Uuid>) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    if media.is_some() {
        let done = upload_ticket::ActiveModel { id: Set(id), media_id: Set(media), ..Default::default() };
        Entity::update_many().set(done).filter(Column::Id.eq(id)).exec(&tx).await?;
    } else {
        Entity::delete_by_id(id).exec(&tx).await?;
    }
    tx.commit().await
}
