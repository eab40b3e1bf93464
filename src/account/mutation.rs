//! What can be done about accounts.

use async_graphql::{Context, ID, MaybeUndefined, Object};
use entity::{account::Role as Held, subject::Subject, token};

use super::{
    access_token,
    add::{self, NewAccount},
    change::{self, Change, OfWriter},
    object::{AccessToken, Account},
    password_change, password_reset,
    payload::{
        AccessTokenCreatePayload, AccessTokenEndPayload, AccessTokenInput, AccountAddInput,
        AccountAddPayload, AccountChangeInput, AccountChangePayload, AccountPasswordResetPayload,
        PasswordChangePayload, SecretKeeper, SignInPayload, SignInRenewPayload, SignOutPayload,
    },
    sign_in::{self, SignInError, SignedIn},
    sign_out,
};
use crate::{
    graphql::{Desk, Fault, NodeId, Result, problems, scalar::DateTime},
    viewer::{Viewer, cookie},
};

/// What can be done about accounts.
#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Exchanges an e-mail address and a password for a secret that signs in. After five failures one waits.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The e-mail address of the account.")] email: String,
        #[graphql(desc = "Its password.")] password: String,
        #[graphql(desc = "Where the secret is kept; by the caller if nothing is said.")] keeper: Option<
            SecretKeeper,
        >,
    ) -> Result<SignInPayload> {
        let keeper = keeper.unwrap_or_default();
        keeper.can_keep(ctx)?;
        match sign_in::sign_in(ctx.deed(), &email, password).await {
            Ok(SignedIn { account, token, secret }) => Ok(SignInPayload {
                account: Some(Account(account)),
                secret: handed(ctx, keeper, secret, &token),
                expires_at: Some(DateTime(token.expires_at)),
                ..SignInPayload::default()
            }),
            Err(error) => {
                let retry_at =
                    if let SignInError::Locked(until) = error { Some(DateTime(until)) } else { None };
                Ok(SignInPayload { retry_at, problems: problems(error)?, ..SignInPayload::default() })
            }
        }
    }

    /// Exchanges the secret of this sign-in for a new one. The old one is good for another minute; whoever shows it
    /// later has copied it, and the sign-in ends.
    async fn sign_in_renew(&self, ctx: &Context<'_>) -> Result<SignInRenewPayload> {
        let token = in_person(ctx.viewer())?;
        let keeper = if ctx.viewer().has_cookie() { SecretKeeper::Cookie } else { SecretKeeper::Caller };
        keeper.can_keep(ctx)?;
        let renewed = sign_in::renew(ctx.deed(), token).await?;
        let (token, secret) = renewed.ok_or(Fault::Unauthenticated)?;
        let secret = handed(ctx, keeper, secret, &token);
        Ok(SignInRenewPayload { secret, expires_at: DateTime(token.expires_at) })
    }

    /// Ends the secret this request came with, and all that were exchanged for it.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload> {
        cookie::drop(ctx);
        let Some(token) = ctx.viewer().token() else { return Ok(SignOutPayload { ended: 0 }) };
        Ok(SignOutPayload { ended: counted(sign_out::sign_out(ctx.deed(), token).await?) })
    }

    /// Ends all sign-ins of the account, this one too. Personal access tokens stay.
    async fn sign_out_everywhere(&self, ctx: &Context<'_>) -> Result<SignOutPayload> {
        let account = in_person(ctx.viewer())?.account_id;
        cookie::drop(ctx);
        Ok(SignOutPayload { ended: counted(sign_out::sign_out_everywhere(ctx.deed(), account).await?) })
    }

    /// Changes one's password, and ends all other sign-ins of the account.
    async fn password_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present password.")] present: String,
        #[graphql(desc = "The new one: at least 12 characters.")] new: String,
    ) -> Result<PasswordChangePayload> {
        let family = in_person(ctx.viewer())?.family_id;
        let account = ctx.viewer().account().ok_or(Fault::Unauthenticated)?;
        match password_change::change_password(ctx.deed(), account, family, present, new).await {
            Ok(()) => {
                Ok(PasswordChangePayload { account: Some(Account(account.clone())), problems: Vec::new() })
            }
            Err(error) => Ok(PasswordChangePayload { account: None, problems: problems(error)? }),
        }
    }

    /// Makes a personal access token, for a script to show as `Authorization: Bearer`.
    async fn access_token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is to be.")] input: AccessTokenInput,
    ) -> Result<AccessTokenCreatePayload> {
        let account = in_person(ctx.viewer())?.account_id;
        let scopes = input.scopes.into_iter().map(token::Scope::from).collect();
        match access_token::create(ctx.deed(), account, &input.name, scopes, input.expires_at.0).await {
            Ok((token, secret)) => Ok(AccessTokenCreatePayload {
                access_token: Some(AccessToken(token)),
                secret: Some(secret),
                problems: Vec::new(),
            }),
            Err(error) => Ok(AccessTokenCreatePayload {
                problems: problems(error)?,
                ..AccessTokenCreatePayload::default()
            }),
        }
    }

    /// Ends one's personal access token at once.
    async fn access_token_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the token.")] id: ID,
    ) -> Result<AccessTokenEndPayload> {
        let account = in_person(ctx.viewer())?.account_id;
        let id = NodeId::decode_as(&id, Subject::AccessToken)?;
        match access_token::end(ctx.deed(), account, id).await {
            Ok(token) => {
                Ok(AccessTokenEndPayload { access_token: Some(AccessToken(token)), problems: Vec::new() })
            }
            Err(error) => Ok(AccessTokenEndPayload { access_token: None, problems: problems(error)? }),
        }
    }

    /// Adds an account. For those who manage accounts.
    async fn account_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is to be.")] input: AccountAddInput,
    ) -> Result<AccountAddPayload> {
        let by = Some(in_person(ctx.viewer())?.account_id);
        let writer = input.writer.map(|id| NodeId::decode_as(&id, Subject::Writer)).transpose()?;
        let roles = input.roles.into_iter().map(Held::from).collect();
        let new = NewAccount { email: input.email, name: input.name, roles, writer, by };
        match add::add(ctx.deed(), new).await {
            Ok(added) => Ok(AccountAddPayload {
                account: Some(Account(added.account)),
                password: Some(added.password),
                problems: Vec::new(),
            }),
            Err(error) => {
                Ok(AccountAddPayload { problems: problems(error)?, ..AccountAddPayload::default() })
            }
        }
    }

    /// Changes an account. For those who manage accounts.
    async fn account_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the account.")] id: ID,
        #[graphql(desc = "What is to be different.")] input: AccountChangeInput,
    ) -> Result<AccountChangePayload> {
        let by = in_person(ctx.viewer())?.account_id;
        let id = NodeId::decode_as(&id, Subject::Account)?;
        let roles = input.roles.map(|roles| roles.into_iter().map(Held::from).collect());
        let writer = match input.writer {
            MaybeUndefined::Undefined => OfWriter::AsBefore,
            MaybeUndefined::Null => OfWriter::Nobody,
            MaybeUndefined::Value(id) => OfWriter::One(NodeId::decode_as(&id, Subject::Writer)?),
        };
        let change = Change { email: input.email, name: input.name, roles, writer, is_open: input.is_open };
        match change::change(ctx.deed(), by, id, change).await {
            Ok(account) => Ok(AccountChangePayload { account: Some(Account(account)), problems: Vec::new() }),
            Err(error) => Ok(AccountChangePayload { account: None, problems: problems(error)? }),
        }
    }

    /// Gives an account whose holder lost the password a new one, and ends all of its sign-ins. For those who manage
    /// accounts.
    async fn account_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the account.")] id: ID,
    ) -> Result<AccountPasswordResetPayload> {
        let by = in_person(ctx.viewer())?.account_id;
        let id = NodeId::decode_as(&id, Subject::Account)?;
        match password_reset::reset_password(ctx.deed(), Some(by), id).await {
            Ok(given) => Ok(AccountPasswordResetPayload {
                account: Some(Account(given.account)),
                password: Some(given.password),
                problems: Vec::new(),
            }),
            Err(error) => Ok(AccountPasswordResetPayload {
                problems: problems(error)?,
                ..AccountPasswordResetPayload::default()
            }),
        }
    }
}

/// The token of somebody who signed in by hand: a script cannot change what opens the account.
fn in_person(viewer: &Viewer) -> Result<&token::Model> {
    match viewer.token() {
        None => Err(Fault::Unauthenticated),
        Some(token) if token.kind == token::Kind::SignIn => Ok(token),
        Some(_) => Err(Fault::Forbidden("This is done by somebody who signed in, not by an access token.")),
    }
}

impl SecretKeeper {
    fn can_keep(self, ctx: &Context<'_>) -> Result<()> {
        match self {
            Self::Caller => Ok(()),
            Self::Cookie => cookie::can_be_set(ctx),
        }
    }
}

/// The secret as the caller wants it kept: none if a cookie takes it.
fn handed(ctx: &Context<'_>, keeper: SecretKeeper, secret: String, token: &token::Model) -> Option<String> {
    match keeper {
        SecretKeeper::Caller => Some(secret),
        SecretKeeper::Cookie => {
            cookie::set(ctx, &secret, token.expires_at);
            None
        }
    }
}

fn counted(rows: u64) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}
