//! What an operator decides about an issuer.

use clap::Args;
use entity::account::Role;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl, Scope, url::Url};
use sea_orm::ActiveEnum;

use super::{Issuer, WAY_BACK, keys::Keys, web::Web};

/// Signing in elsewhere, by OpenID Connect.
#[derive(Clone, Debug, Default, Args)]
pub struct IssuerConfig {
    /// Where this service is seen from outside, such as `https://highlights.example.org`.
    #[arg(long, env = "PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// An OpenID Connect issuer to sign in with. It is trusted to say whose e-mail addresses are whose.
    #[arg(long, env = "OIDC_ISSUER", value_name = "URL", requires_all = ["oidc_client_id", "public_url"])]
    pub oidc_issuer: Option<String>,

    /// What the issuer calls this service.
    #[arg(long, env = "OIDC_CLIENT_ID", value_name = "ID")]
    pub oidc_client_id: Option<String>,

    /// What this service shows to the issuer; without it, the issuer knows it as a public client.
    #[arg(long, env = "OIDC_CLIENT_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub oidc_client_secret: Option<String>,

    /// How people call the issuer.
    #[arg(long, env = "OIDC_NAME", default_value = "single sign-on", value_name = "NAME")]
    pub oidc_name: String,

    /// What the issuer is asked for besides `openid`, separated by commas.
    #[arg(long, env = "OIDC_SCOPES", default_value = "email,profile", value_delimiter = ',')]
    pub oidc_scopes: Vec<String>,

    /// The claim that tells the e-mail address.
    #[arg(long, env = "OIDC_EMAIL_CLAIM", default_value = "email", value_name = "CLAIM")]
    pub oidc_email_claim: String,

    /// The claim that must be true for the address to count.
    #[arg(long, env = "OIDC_VERIFIED_CLAIM", default_value = "email_verified", value_name = "CLAIM")]
    pub oidc_verified_claim: String,

    /// The claim that tells groups or roles. With it the issuer decides at every sign-in what somebody may do.
    #[arg(long, env = "OIDC_ROLES_CLAIM", value_name = "CLAIM", requires = "oidc_roles")]
    pub oidc_roles_claim: Option<String>,

    /// Which of our roles each of its groups has, separated by commas: `highlights-desk=editor`.
    #[arg(long, env = "OIDC_ROLES", value_delimiter = ',', value_name = "GROUP=ROLE")]
    pub oidc_roles: Vec<RoleOf>,

    /// Give who has no account one, as a reader unless a group says otherwise.
    #[arg(long, env = "OIDC_ADD_UNKNOWN")]
    pub oidc_add_unknown: bool,
}

/// A role that a group of the issuer has.
#[derive(Clone, Debug)]
pub struct RoleOf(String, Role);

impl std::str::FromStr for RoleOf {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.rsplit_once('=').filter(|(group, _)| !group.is_empty());
        let known = parts.and_then(|(group, role)| {
            Some(Self(group.to_owned(), Role::try_from_value(&role.to_owned()).ok()?))
        });
        known.ok_or("a group, = and reader, writer, reviewer, editor, analyst or admin")
    }
}

/// Why an issuer cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadIssuer {
    /// Not an address.
    #[error("{0:?} is not an address such as https://login.example.org")]
    NoAddress(String),
    /// What is said there could be read on the way.
    #[error("{0:?} does not begin with https://, as everything but this machine must")]
    Unsafe(String),
    /// There is no way to ask it.
    #[error("the issuer cannot be asked: {0}")]
    NoClient(#[from] reqwest::Error),
}

impl IssuerConfig {
    /// The issuer, if there is one. It is not asked anything yet.
    pub fn issuer(&self) -> Result<Option<Issuer>, BadIssuer> {
        let (Some(url), Some(id), Some(home)) = (&self.oidc_issuer, &self.oidc_client_id, &self.public_url)
        else {
            return Ok(None);
        };
        let home = safe(home)?;
        let back = home.join(WAY_BACK).map_err(|_| BadIssuer::NoAddress(home.to_string()))?;
        safe(url)?;
        Ok(Some(Issuer {
            url: IssuerUrl::new(url.clone()).map_err(|_| BadIssuer::NoAddress(url.clone()))?,
            name: self.oidc_name.clone(),
            client_id: ClientId::new(id.clone()),
            client_secret: self.oidc_client_secret.clone().map(ClientSecret::new),
            scopes: self.oidc_scopes.iter().cloned().map(Scope::new).collect(),
            way_back: RedirectUrl::from_url(back),
            home,
            email_claim: self.oidc_email_claim.clone(),
            verified_claim: self.oidc_verified_claim.clone(),
            roles_claim: self.oidc_roles_claim.clone(),
            roles: self.oidc_roles.iter().cloned().map(|RoleOf(group, role)| (group, role)).collect(),
            adds_unknown: self.oidc_add_unknown,
            web: Web::new()?,
            keys: Keys::default(),
        }))
    }
}

/// An address over TLS, or on this machine.
fn safe(text: &str) -> Result<Url, BadIssuer> {
    let url = Url::parse(text).map_err(|_| BadIssuer::NoAddress(text.to_owned()))?;
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_here => Ok(url),
        "http" => Err(BadIssuer::Unsafe(text.to_owned())),
        _ => Err(BadIssuer::NoAddress(text.to_owned())),
    }
}
