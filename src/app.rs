//! What outlives a request: the database, the clock, the ids, the passwords, the floods, the issuer, the events, the store
//! of media.

use std::sync::Arc;

use crate::{
    account::Passwords,
    clock::{Clock, Ids},
    database::Database,
    event::Events,
    feedback::Floods,
    issuer::Issuer,
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
    /// How much readers wrote lately.
    pub floods: Arc<Floods>,
    /// Where people sign in who do not do it by password.
    pub issuer: Option<Arc<Issuer>>,
    /// What happens, for whoever listens.
    pub events: Arc<Events>,
    /// Where the bytes of images and sounds are.
    pub media: Store,
}

impl App {
    /// With the machine's clock and random ids.
    pub fn new(db: Database, media: Store) -> Self {
        Self {
            db,
            clock: Arc::new(Clock::System),
            ids: Arc::new(Ids::Random),
            passwords: Passwords::default(),
            floods: Arc::default(),
            issuer: None,
            events: Arc::default(),
            media,
        }
    }
}
