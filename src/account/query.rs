//! The ways in to accounts.

use async_graphql::{Context, Object};
use entity::account::{Column, Entity};
use sea_orm::QueryOrder;

use super::object::{Account, Credential};
use crate::graphql::{Desk, Result};

/// The ways in to `Account`.
#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// Who is signed in; null if nobody is.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Account> {
        ctx.viewer().account().cloned().map(Account)
    }

    /// What this request is signed in by; null if nobody is.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Credential> {
        ctx.viewer().token().cloned().map(Credential)
    }

    /// All accounts by name, closed ones too. For those who manage them.
    async fn accounts(&self, ctx: &Context<'_>) -> Result<Vec<Account>> {
        let question = ctx.question();
        let all = question.readable::<Entity>().order_by_asc(Column::Name).order_by_asc(Column::Id);
        Ok(all.all(&question.db).await?.into_iter().map(Account).collect())
    }
}
