//! What comes back from an issuer, and whether it can be believed.

use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, Nonce, OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    TokenResponse,
    core::{
        CoreClient, CoreClientAuthMethod, CoreIdTokenVerifier, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreTokenResponse,
    },
};

use super::{
    Issuer, Ticket,
    claims::{Claims, Vouched},
};
use crate::app::App;

/// Why an issuer did not lead to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IssuerError {
    #[error("It cannot be reached now. Try again in a moment.")]
    Unreachable,
    #[error("It did not confirm the sign-in. Begin again.")]
    Refused,
    #[error("What it sent could not be verified, so nobody was signed in. Begin again.")]
    Unverified,
}

/// Signatures that are believed: those that only the issuer can make.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Ready to be used as far as the issuer says where.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Issuer {
    pub(super) fn client(&self, metadata: CoreProviderMetadata) -> Client {
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes_basic =
            methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        CoreClient::from_provider_metadata(metadata, self.client_id.clone(), self.client_secret.clone())
            .set_redirect_uri(self.way_back.clone())
            .set_auth_type(if takes_basic { AuthType::BasicAuth } else { AuthType::RequestBody })
    }

    /// Exchanges the code that a browser brought back, and reads who that is.
    pub(crate) async fn finish(
        &self,
        app: &App,
        ticket: &Ticket,
        code: String,
    ) -> Result<Vouched, IssuerError> {
        let metadata = self.metadata(app).await?;
        let about = metadata.userinfo_endpoint().map(ToString::to_string);
        let client = self.client(metadata);
        let tokens = self.exchange(&client, ticket, code).await?;
        let mut claims = match verified(app, &client, ticket, &tokens) {
            Err(Doubt::UnknownKey) => {
                let client = self.client(self.metadata_again(app).await?);
                verified(app, &client, ticket, &tokens)
            }
            known => known,
        }
        .map_err(|doubt| {
            tracing::warn!(issuer = self.url(), %doubt, "a token of the issuer was not believed");
            IssuerError::Unverified
        })?;
        if !self.is_told(&claims)
            && let Some(address) = about
        {
            claims.add(self.about(&address, tokens.access_token().secret()).await?)?;
        }
        Ok(self.vouched(&claims))
    }

    async fn exchange(
        &self,
        client: &Client,
        ticket: &Ticket,
        code: String,
    ) -> Result<CoreTokenResponse, IssuerError> {
        let request = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| {
            tracing::warn!(issuer = self.url(), %error, "the issuer does not say where codes are exchanged");
            IssuerError::Unreachable
        })?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(ticket.verifier()));
        request.request_async(&self.web).await.map_err(|error| {
            // Its own words only: what was sent may hold a token.
            tracing::warn!(issuer = self.url(), %error, "the issuer did not exchange a code");
            match error {
                RequestTokenError::Request(_) => IssuerError::Unreachable,
                RequestTokenError::Parse(..) => IssuerError::Unverified,
                _ => IssuerError::Refused,
            }
        })
    }

    /// What the issuer tells about whoever holds an access token.
    async fn about(&self, address: &str, token: &str) -> Result<Claims, IssuerError> {
        let answer = self.web.json(address, token).await.map_err(|error| {
            tracing::warn!(issuer = self.url(), %error, "the issuer did not tell who somebody is");
            IssuerError::Unreachable
        })?;
        if !answer.status().is_success() {
            return Err(IssuerError::Refused);
        }
        Claims::read(answer.body()).ok_or(IssuerError::Unverified)
    }
}

/// Why a token is not believed.
#[derive(Debug, thiserror::Error)]
enum Doubt {
    #[error("it is signed with an unknown key")]
    UnknownKey,
    #[error("there is none")]
    Missing,
    #[error("it belongs to another access token")]
    Mixed,
    #[error("it cannot be read")]
    Unreadable,
    #[error("{0}")]
    Wrong(String),
}

/// What an ID token says, if all about it is right.
fn verified(
    app: &App,
    client: &Client,
    ticket: &Ticket,
    tokens: &CoreTokenResponse,
) -> Result<Claims, Doubt> {
    let token = tokens.id_token().ok_or(Doubt::Missing)?;
    let now = app.clock.now();
    let verifier: CoreIdTokenVerifier<'_> = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || chrono::DateTime::from_timestamp_micros(now.0).unwrap_or_default());
    let claims = token.claims(&verifier, &Nonce::new(ticket.nonce())).map_err(|error| match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Doubt::UnknownKey
        }
        error => Doubt::Wrong(error.to_string()),
    })?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| Doubt::Wrong(error.to_string()))?;
        let key = token.signing_key(&verifier).map_err(|error| Doubt::Wrong(error.to_string()))?;
        let found = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
        if found.map_err(|error| Doubt::Wrong(error.to_string()))? != *expected {
            return Err(Doubt::Mixed);
        }
    }
    Claims::of_token(&token.to_string()).ok_or(Doubt::Unreadable)
}
