//! Signing in elsewhere: an issuer that the operator trusts says who somebody is (OpenID Connect, by an authorization
//! code with PKCE). What it says is verified with its keys; whose account that is, [`crate::account`] decides.

mod claims;
mod config;
mod keys;
mod object;
mod ticket;
mod verify;
mod web;

pub use claims::Vouched;
pub use config::{BadIssuer, IssuerConfig, RoleOf};
pub use object::IssuerQuery;
pub(crate) use ticket::Ticket;
pub(crate) use verify::IssuerError;

use entity::account::Role;
use openidconnect::{
    ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope, core::CoreAuthenticationFlow, url::Url,
};

use self::{keys::Keys, web::Web};
use crate::app::App;

/// Where sign-ins begin, and where the issuer sends them back to.
pub(crate) const WAY_OUT: &str = "/sign-in/oidc";
pub(crate) const WAY_BACK: &str = "/sign-in/oidc/callback";

/// An issuer, and what the operator decided about it.
#[derive(Debug)]
pub struct Issuer {
    url: IssuerUrl,
    /// How people call it.
    pub(crate) name: String,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    scopes: Vec<Scope>,
    /// Where this service is seen from outside.
    home: Url,
    way_back: RedirectUrl,
    email_claim: String,
    verified_claim: String,
    roles_claim: Option<String>,
    roles: Vec<(String, Role)>,
    /// Whether who has no account gets one.
    pub(crate) adds_unknown: bool,
    web: Web,
    keys: Keys,
}

impl Issuer {
    /// What its people are known by, with the names it gives them.
    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Where to send a browser, which keeps the ticket until it comes back.
    pub(crate) async fn begin(&self, app: &App, ticket: &Ticket) -> Result<String, IssuerError> {
        let metadata = self.metadata(app).await?;
        let client = self.client(metadata);
        let (state, nonce) = (CsrfToken::new(ticket.state()), Nonce::new(ticket.nonce()));
        let verifier = PkceCodeVerifier::new(ticket.verifier());
        let (address, _, _) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .add_scopes(self.scopes.iter().cloned())
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// An address to return to, if it is one of ours or of an allowed origin.
    pub(crate) fn return_to(&self, text: &str, is_allowed: impl Fn(&str) -> bool) -> Option<String> {
        let address = self.home.join(text).ok().filter(|address| address.as_str().len() <= LONGEST)?;
        let origin = address.origin();
        let is_ours = origin == self.home.origin();
        (origin.is_tuple() && (is_ours || is_allowed(&origin.ascii_serialization()))).then(|| address.into())
    }
}

/// The longest address to return to; it travels in a cookie.
const LONGEST: usize = 1_000;
