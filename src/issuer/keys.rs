//! What an issuer says about itself, and the keys it signs with: kept for a while, and read again when it signs with
//! one that is not known.

use entity::value::Instant;
use openidconnect::core::CoreProviderMetadata;
use tokio::{sync::Mutex, time::timeout};

use super::{Issuer, IssuerError, web::PATIENCE};
use crate::app::App;

const SECOND: i64 = 1_000_000;

/// How long it is believed, so that a key that was taken back is believed no longer.
const GOOD: i64 = 3_600 * SECOND;

/// It is not asked again within this, whatever is shown to us, and whether or not it answered.
const FLOOR: i64 = 5 * SECOND;

/// What was read last. Who wants to know waits while somebody else asks.
#[derive(Debug, Default)]
pub(super) struct Keys(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    metadata: Option<(CoreProviderMetadata, Instant)>,
    asked_at: Option<Instant>,
}

impl Issuer {
    /// What is known, or read now if nothing is.
    pub(super) async fn metadata(&self, app: &App) -> Result<CoreProviderMetadata, IssuerError> {
        self.read(app, GOOD).await
    }

    /// What is read now, if it was not read just before.
    pub(super) async fn metadata_again(&self, app: &App) -> Result<CoreProviderMetadata, IssuerError> {
        self.read(app, FLOOR).await
    }

    async fn read(&self, app: &App, oldest: i64) -> Result<CoreProviderMetadata, IssuerError> {
        let mut known = self.keys.0.lock().await;
        let now = app.clock.now();
        let is_younger = |at: Instant, age: i64| now.0 < at.0 + age;
        if let Some((metadata, read_at)) = &known.metadata
            && is_younger(*read_at, oldest)
        {
            return Ok(metadata.clone());
        }
        if known.asked_at.is_some_and(|asked_at| is_younger(asked_at, FLOOR)) {
            return Err(IssuerError::Unreachable);
        }
        known.asked_at = Some(now);
        let asked =
            timeout(PATIENCE, CoreProviderMetadata::discover_async(self.url.clone(), &self.web)).await;
        // Whoever waited meanwhile is not to wait for the same once more.
        known.asked_at = Some(app.clock.now());
        let unreachable = |error: &dyn std::fmt::Display| {
            tracing::warn!(issuer = self.url(), %error, "the issuer could not be read");
            IssuerError::Unreachable
        };
        let metadata = asked.map_err(|late| unreachable(&late))?.map_err(|error| unreachable(&error))?;
        known.metadata = Some((metadata.clone(), now));
        Ok(metadata)
    }
}
