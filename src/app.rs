//! What outlives a request: the database, the clock, the ids, the passwords, the store of media.

use std::{path::PathBuf, sync::Arc};

use crate::{
    account::Passwords,
    clock::{Clock, Ids},
    database::Database,
    media::Store,
};

/// Cheap to clone; every part of the program has one.
#[derive(Clone, Debug)]
pub struct App {
    /// Where the content is kept.
    pub db: Database,
    /// Tells the hour.
    pub clock: Arc<Clock>,
    /// Hands out ids.
    pub ids: Arc<Ids>,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// Where the bytes of images and sounds are.
    pub media: Store,
}

impl App {
    /// With the machine's clock and random ids.
    pub fn new(db: Database, media: PathBuf) -> Self {
        Self {
            db,
            clock: Arc::new(Clock::System),
            ids: Arc::new(Ids::Random),
            passwords: Passwords::default(),
            media: Store::of_folder(media),
        }
    }
}
