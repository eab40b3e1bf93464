//! Readers' cursors are sealed: from a number that everybody could read, one would know how much the desk did between
//! two publications, and from one that everybody could write, what is yet to come.

use entity::cursor_key::Entity;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use sha2::{Digest, Sha256};

/// Closes cursors, and opens what it closed.
#[derive(Debug)]
pub(super) struct Seal(LessSafeKey);

impl Seal {
    /// The one of a database.
    pub(super) async fn of(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let key = Entity::find().one(db).await?;
        let key = key.ok_or_else(|| DbErr::RecordNotFound("the key of cursors".to_owned()))?;
        Self::new(&key.secret)
    }

    pub(super) fn new(secret: &str) -> Result<Self, DbErr> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &Sha256::digest(secret));
        Ok(Self(LessSafeKey::new(key.map_err(broken)?)))
    }

    /// What is closed looks otherwise each time, and is equally long.
    pub(super) fn close(&self, numbers: [i64; 3]) -> Result<Vec<u8>, DbErr> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(broken)?;
        let mut text = numbers.map(i64::to_be_bytes).concat();
        let tag =
            self.0.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text);
        Ok([&nonce, text.as_slice(), tag.map_err(broken)?.as_ref()].concat())
    }

    /// Nothing if something else was closed, or elsewhere.
    pub(super) fn open(&self, closed: &[u8]) -> Option<[i64; 3]> {
        let (nonce, text) = closed.split_first_chunk::<NONCE_LEN>()?;
        let mut text = text.to_vec();
        let plain =
            self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut text).ok()?;
        let (numbers, _none) = plain.as_chunks();
        <[_; 3]>::try_from(numbers).ok().map(|numbers| numbers.map(i64::from_be_bytes))
    }
}

fn broken(error: impl std::fmt::Display) -> DbErr {
    DbErr::Custom(format!("a cursor cannot be sealed: {error}"))
}
