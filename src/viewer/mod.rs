//! Who asks: nobody in particular, or an account by one of its tokens.

pub(crate) mod cookie;
mod peer;

use std::sync::Arc;

use entity::{
    account,
    token::{self, Scope},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::{
    account::{OVERLAP, end_family},
    app::App,
    digest::hash_of,
    policy::Standing,
};

pub use peer::Peer;

/// Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    identity: Option<Arc<Identity>>,
    peer: Option<Peer>,
}

#[derive(Debug)]
struct Identity {
    account: account::Model,
    token: token::Model,
    carrier: Carrier,
}

/// What is told who would change something by a token for reading.
pub(crate) const ONLY_READING: &str = "This access token is for reading only.";

/// What brought the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// The application, in `Authorization`.
    Header,
    /// The browser, in a cookie.
    Cookie,
}

impl Viewer {
    /// Whoever holds this token; none if it is not good, or not any more. Costs a statement.
    pub async fn of_secret(app: &App, secret: &str, carrier: Carrier) -> Result<Option<Self>, DbErr> {
        let tokens = token::Entity::find().filter(token::Column::Hash.eq(hash_of(secret)));
        let found = tokens.find_also_related(account::Entity).one(app.db.reader()).await?;
        let Some((token, Some(account))) = found else { return Ok(None) };
        let now = app.clock.now();
        if token.ended_at.is_some() || token.expires_at <= now || account.closed_at.is_some() {
            return Ok(None);
        }
        if token.replaced_at.is_some_and(|replaced| replaced.0 + OVERLAP <= now.0) {
            // Its owner has the next one: this is a copy, and the next one may be, too.
            let tx = app.db.begin().await?;
            end_family(&tx, now, &token).await?;
            tx.commit().await?;
            return Ok(None);
        }
        Ok(Some(Self { identity: Some(Arc::new(Identity { account, token, carrier })), peer: None }))
    }

    /// The same, if the token is still good; costs a statement if somebody is signed in. A sign-in that was exchanged
    /// meanwhile goes on.
    pub async fn again(&self, app: &App) -> Result<Option<Self>, DbErr> {
        let Some(identity) = self.identity.as_deref() else { return Ok(Some(self.clone())) };
        let token = token::Entity::find_by_id(identity.token.id);
        let found = token.find_also_related(account::Entity).one(app.db.reader()).await?;
        let Some((token, Some(account))) = found else { return Ok(None) };
        let is_good =
            token.ended_at.is_none() && token.expires_at > app.clock.now() && account.closed_at.is_none();
        let identity = Identity { account, token, carrier: identity.carrier };
        Ok(is_good.then(|| Self { identity: Some(Arc::new(identity)), peer: self.peer }))
    }

    /// The same, asking from this address.
    #[must_use]
    pub fn from(self, peer: Option<Peer>) -> Self {
        Self { peer, ..self }
    }

    /// From where it asks, if that is known.
    pub fn peer(&self) -> Option<Peer> {
        self.peer
    }

    /// The account, unless nobody is signed in.
    pub fn account(&self) -> Option<&account::Model> {
        self.identity.as_deref().map(|identity| &identity.account)
    }

    /// The token that was shown.
    pub fn token(&self) -> Option<&token::Model> {
        self.identity.as_deref().map(|identity| &identity.token)
    }

    /// As what it asks.
    pub fn standing(&self) -> Standing {
        self.account().map_or(Standing::ANONYMOUS, |account| Standing::of(&account.roles))
    }

    /// Whether the token may not be used to change anything.
    pub fn is_only_reading(&self) -> bool {
        self.token().is_some_and(|token| !token.scopes.contains(&Scope::Write))
    }

    /// Whether a cookie keeps the secret.
    pub fn has_cookie(&self) -> bool {
        self.identity.as_deref().is_some_and(|identity| identity.carrier == Carrier::Cookie)
    }
}
