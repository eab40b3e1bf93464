//! Passwords: hashed by argon2id, a few at a time, because each hash takes 19 MB and a good part of a
//! second on purpose.

use std::{sync::Arc, time::Duration};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, time::timeout};

/// Hashes and checks. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Semaphore>);

/// Why nothing was hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many are signing in.
    #[error("too many are signing in at once")]
    Busy,
    /// The hash failed.
    #[error("a password could not be hashed: {0}")]
    Broken(String),
}

/// How many hashes run at the same time.
const AT_ONCE: usize = 2;

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// The hash of nobody's password, so that an address nobody has takes as long to refuse.
const DECOY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The least and the most a password has.
pub(super) const SHORTEST: usize = 12;
pub(super) const LONGEST: usize = 200;

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// The PHC string of a password.
    pub(super) async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.run(move || {
            let hash = Argon2::default().hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Broken(error.to_string()))
        })
        .await?
    }

    /// Whether the password is the one of the hash; without a hash it is not, and that takes as long.
    pub(super) async fn is(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        self.run(move || {
            let known = hash.as_deref().unwrap_or(DECOY);
            let known = PasswordHash::new(known).map_err(|error| PasswordError::Broken(error.to_string()))?;
            let is_right = Argon2::default().verify_password(password.as_bytes(), &known).is_ok();
            Ok(is_right && hash.is_some())
        })
        .await?
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(PasswordError::Busy) };
        // A hash whose caller has left still keeps its turn until it is done.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|error| PasswordError::Broken(error.to_string()))
    }
}
