//! Accounts as those see them who may: the holder, and who manages accounts.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::{account, subject::Subject, token, value::Instant};

use super::{loader::TokensOfAccount, sign_in::SIGN_IN};
use crate::{
    graphql::{All, Desk, NodeId, Noun, Result, one, scalar::DateTime},
    writer::Writer,
};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::account::Role")]
pub enum Role {
    /// Reads what is published.
    Reader,
    /// Writes summaries.
    Writer,
    /// Reviews what others wrote.
    Reviewer,
    /// Decides what is published.
    Editor,
    /// Asks for figures.
    Analyst,
    /// Manages accounts.
    Admin,
}

/// What a token may be used for, of what its account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::token::Scope", name = "TokenScope")]
pub enum Scope {
    /// To read.
    Read,
    /// To change.
    Write,
}

/// A row of `account` as clients see it.
#[derive(Clone, Debug)]
pub struct Account(pub(super) account::Model);

impl From<Arc<account::Model>> for Account {
    fn from(row: Arc<account::Model>) -> Self {
        Self(Arc::unwrap_or_clone(row))
    }
}

impl Noun for Account {
    type Entity = account::Entity;

    const SUBJECT: Subject = Subject::Account;
}

/// Somebody who signs in.
#[Object]
impl Account {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        NodeId { subject: Subject::Account, id: self.0.id }.encode()
    }

    /// The e-mail address that signs in, in lower case.
    fn email(&self) -> &str {
        &self.0.email
    }

    /// The name of its holder.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What its holder may do.
    fn roles(&self) -> Vec<Role> {
        self.0.roles.iter().copied().map(Role::from).collect()
    }

    /// The medical writer it belongs to; null if it belongs to none.
    async fn writer(&self, ctx: &Context<'_>) -> Option<Result<Writer>> {
        one(ctx, self.0.writer_id).await
    }

    /// When it was added.
    fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was closed; null while it is open.
    fn closed_at(&self) -> Option<DateTime> {
        self.0.closed_at.map(DateTime)
    }

    /// The personal access tokens that are good, the latest first. Their holder sees them; for others there are none.
    async fn access_tokens(&self, ctx: &Context<'_>) -> Result<Vec<AccessToken>> {
        Ok(AccessToken::all(&ctx.load::<All<TokensOfAccount>>(self.0.id).await?))
    }
}

/// A row of `token` as clients see it.
#[derive(Clone, Debug)]
pub struct AccessToken(pub(super) token::Model);

impl From<Arc<token::Model>> for AccessToken {
    fn from(row: Arc<token::Model>) -> Self {
        Self(Arc::unwrap_or_clone(row))
    }
}

impl Noun for AccessToken {
    type Entity = token::Entity;

    const SUBJECT: Subject = Subject::AccessToken;
}

/// What a script shows instead of a password. Its secret is shown once, when it is made.
#[Object]
impl AccessToken {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        NodeId { subject: Subject::AccessToken, id: self.0.id }.encode()
    }

    /// What it is for.
    fn name(&self) -> &str {
        self.0.name.as_deref().unwrap_or_default()
    }

    /// What it may be used for.
    fn scopes(&self) -> Vec<Scope> {
        self.0.scopes.iter().copied().map(Scope::from).collect()
    }

    /// When it was made.
    fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ends.
    fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }
}

/// A row of `token` as its holder sees it while it is in use.
#[derive(Clone, Debug)]
pub struct Credential(pub(super) token::Model);

/// What a request is signed in by: a sign-in, by whatever way, or a personal access token.
#[Object]
impl Credential {
    /// When its secret ends. That of a sign-in is exchanged before by `signInRenew`.
    fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// When somebody signs in again, however often the secret is exchanged; null for an access token.
    fn ends_at(&self) -> Option<DateTime> {
        let is_sign_in = self.0.kind == token::Kind::SignIn;
        is_sign_in.then(|| DateTime(Instant(self.0.created_at.0 + SIGN_IN)))
    }

    /// The access token; null for a sign-in.
    fn access_token(&self) -> Option<AccessToken> {
        (self.0.kind == token::Kind::Personal).then(|| AccessToken(self.0.clone()))
    }
}
