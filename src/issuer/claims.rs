//! What an issuer says about somebody.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::account::Role;
use serde_json::{Map, Value};

use super::{Issuer, IssuerError};

/// Somebody an issuer vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The name it gives them for good.
    pub subject: String,
    /// Their e-mail address, if it says that it is theirs.
    pub email: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// What they may do; none if the issuer does not decide that.
    pub roles: Option<Vec<Role>>,
}

/// What was said, by name.
#[derive(Debug)]
pub(super) struct Claims(Map<String, Value>);

impl Claims {
    /// A JSON object.
    pub(super) fn read(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok().map(Self)
    }

    /// The middle of a token that was verified before.
    pub(super) fn of_token(token: &str) -> Option<Self> {
        Self::read(&BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Adds what is said elsewhere about the same person. What was signed stays.
    pub(super) fn add(&mut self, others: Self) -> Result<(), IssuerError> {
        if self.text("sub").is_none() || self.text("sub") != others.text("sub") {
            return Err(IssuerError::Unverified);
        }
        for (name, value) in others.0 {
            self.0.entry(name).or_insert(value);
        }
        Ok(())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Some issuers write it as a text.
    fn is_true(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Value::Bool(true))) || self.text(name) == Some("true")
    }

    /// One text, or many.
    fn texts(&self, name: &str) -> Vec<&str> {
        match self.0.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        }
    }
}

impl Issuer {
    /// Whether they say all that is wanted to be known.
    pub(super) fn is_told(&self, claims: &Claims) -> bool {
        let wanted = [Some(&self.email_claim), Some(&self.verified_claim), self.roles_claim.as_ref()];
        let name = self.adds_unknown.then_some("name");
        wanted.into_iter().flatten().map(String::as_str).chain(name).all(|claim| claims.has(claim))
    }

    pub(super) fn vouched(&self, claims: &Claims) -> Vouched {
        let email = claims.text(&self.email_claim).filter(|_| claims.is_true(&self.verified_claim));
        let roles = self.roles_claim.as_ref().map(|claim| {
            let groups = claims.texts(claim);
            self.roles
                .iter()
                .filter(|(group, _)| groups.contains(&group.as_str()))
                .map(|(_, role)| *role)
                .collect()
        });
        Vouched {
            subject: claims.text("sub").unwrap_or_default().to_owned(),
            email: email.map(str::to_lowercase),
            name: claims.text("name").map(ToOwned::to_owned),
            roles,
        }
    }
}
