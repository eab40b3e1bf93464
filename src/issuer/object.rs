//! The issuer as clients see it.

use async_graphql::{Context, Object, SimpleObject};

use super::WAY_OUT;
use crate::graphql::Desk;

/// Where people sign in who do not do it by password.
#[derive(SimpleObject)]
pub struct SignInIssuer {
    /// How people call it, for a button.
    name: String,
    /// The address on this service that a browser is sent to; `returnTo` in its query string names the page to come
    /// back to.
    path: &'static str,
}

/// The way in to `SignInIssuer`.
#[derive(Default)]
pub struct IssuerQuery;

#[Object]
impl IssuerQuery {
    /// Where people sign in who do not do it by password; null if there is no such place.
    async fn sign_in_issuer(&self, ctx: &Context<'_>) -> Option<SignInIssuer> {
        ctx.app().issuer.as_ref().map(|issuer| SignInIssuer { name: issuer.name.clone(), path: WAY_OUT })
    }
}
