//! What deeds around accounts take and answer.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined, SimpleObject};

use super::{
    access_token::{CreateError, EndError},
    add::AddError,
    change::ChangeError,
    object::{AccessToken, Account, Role, Scope},
    password::PasswordError,
    password_change::PasswordChangeError,
    password_reset::PasswordResetError,
    sign_in::SignInError,
};
use crate::graphql::{Fault, Problem, refusals, scalar::DateTime};

/// Where the secret of a sign-in is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum SecretKeeper {
    /// By the application: it is in the answer, to be sent as `Authorization: Bearer`.
    #[default]
    Caller,
    /// By the browser, in a cookie that scripts cannot read; it is not in the answer.
    Cookie,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SignInProblemCode {
    /// No open account has this address and password.
    WrongCredentials,
    /// It failed too often; wait.
    Locked,
}

/// What signing in answers.
#[derive(Default, SimpleObject)]
pub struct SignInPayload {
    /// Who is signed in now; null if nobody is.
    pub(super) account: Option<Account>,
    /// The secret to show from now on; null if a cookie keeps it.
    pub(super) secret: Option<String>,
    /// When it ends unless it is exchanged.
    pub(super) expires_at: Option<DateTime>,
    /// When it can be tried again, if it was tried too often.
    pub(super) retry_at: Option<DateTime>,
    /// Why nobody was signed in.
    pub(super) problems: Vec<Problem<SignInProblemCode>>,
}

/// What exchanging the secret of a sign-in answers.
#[derive(SimpleObject)]
pub struct SignInRenewPayload {
    /// The secret to show from now on; null if a cookie keeps it.
    pub(super) secret: Option<String>,
    /// When it ends unless it is exchanged.
    pub(super) expires_at: DateTime,
}

/// What signing out answers.
#[derive(Default, SimpleObject)]
pub struct SignOutPayload {
    /// How many secrets were good and are not any more.
    pub(super) ended: i32,
}

/// Why a password stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PasswordChangeProblemCode {
    /// The present password is another.
    WrongPassword,
    /// The new one is too short.
    TooShort,
    /// The new one is too long.
    TooLong,
    /// The new one is the address or the name of its holder.
    Guessable,
}

/// What changing a password answers.
#[derive(Default, SimpleObject)]
pub struct PasswordChangePayload {
    /// Whose password is another now; null if it stays.
    pub(super) account: Option<Account>,
    /// Why it stays.
    pub(super) problems: Vec<Problem<PasswordChangeProblemCode>>,
}

/// Why a password was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccountPasswordResetProblemCode {
    /// There is no such open account.
    NotFound,
}

/// What giving an account a new password answers.
#[derive(Default, SimpleObject)]
pub struct AccountPasswordResetPayload {
    /// Whose password is another now; null if it stays.
    pub(super) account: Option<Account>,
    /// The new password, shown this once, for its holder to change.
    pub(super) password: Option<String>,
    /// Why it stays.
    pub(super) problems: Vec<Problem<AccountPasswordResetProblemCode>>,
}

/// A personal access token to be.
#[derive(InputObject)]
pub struct AccessTokenInput {
    /// What it is for, in at most 200 characters.
    pub(super) name: String,
    /// What it may be used for.
    pub(super) scopes: Vec<Scope>,
    /// When it ends; within a year.
    pub(super) expires_at: DateTime,
}

/// Why no token was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccessTokenCreateProblemCode {
    /// It has no name, or one that is too long.
    NoName,
    /// It has no scope.
    NoScope,
    /// It would end in the past or too late.
    BadEnd,
    /// There are too many: an account has at most 50.
    TooMany,
}

/// What making a token answers.
#[derive(Default, SimpleObject)]
pub struct AccessTokenCreatePayload {
    /// The token; null if none was made.
    pub(super) access_token: Option<AccessToken>,
    /// Its secret, shown this once.
    pub(super) secret: Option<String>,
    /// Why none was made.
    pub(super) problems: Vec<Problem<AccessTokenCreateProblemCode>>,
}

/// Why no token ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccessTokenEndProblemCode {
    /// The account has no such token, or it has ended.
    NotFound,
}

/// What ending a token answers.
#[derive(Default, SimpleObject)]
pub struct AccessTokenEndPayload {
    /// The token that is not good any more; null if none ended.
    pub(super) access_token: Option<AccessToken>,
    /// Why none ended.
    pub(super) problems: Vec<Problem<AccessTokenEndProblemCode>>,
}

/// An account to be.
#[derive(InputObject)]
pub struct AccountAddInput {
    /// The e-mail address that signs in.
    pub(super) email: String,
    /// The name of its holder, in at most 254 characters.
    pub(super) name: String,
    /// What its holder may do; at least one.
    pub(super) roles: Vec<Role>,
    /// The id of the medical writer it belongs to.
    pub(super) writer: Option<ID>,
}

/// Why no account was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccountAddProblemCode {
    /// The address is none.
    NoEmail,
    /// Somebody has the address.
    EmailTaken,
    /// It has no name, or one that is too long.
    NoName,
    /// It has no role.
    NoRole,
    /// There is no such writer.
    NoWriter,
}

/// What adding an account answers.
#[derive(Default, SimpleObject)]
pub struct AccountAddPayload {
    /// The account; null if none was added.
    pub(super) account: Option<Account>,
    /// The password it begins with, shown this once, for its holder to change.
    pub(super) password: Option<String>,
    /// Why none was added.
    pub(super) problems: Vec<Problem<AccountAddProblemCode>>,
}

/// What is to be different about an account. What is left out stays.
#[derive(InputObject)]
pub struct AccountChangeInput {
    /// The e-mail address that signs in.
    pub(super) email: Option<String>,
    /// The name of its holder, in at most 254 characters.
    pub(super) name: Option<String>,
    /// What its holder may do; at least one.
    pub(super) roles: Option<Vec<Role>>,
    /// The id of the medical writer it belongs to; null if it is to belong to none.
    pub(super) writer: MaybeUndefined<ID>,
    /// Whether it is open. One that is closed is signed out everywhere.
    pub(super) is_open: Option<bool>,
}

/// Why an account was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccountChangeProblemCode {
    /// There is no such account.
    NotFound,
    /// The address is none.
    NoEmail,
    /// Somebody has the address.
    EmailTaken,
    /// There is no such writer.
    NoWriter,
    /// It would have no name, or one that is too long.
    NoName,
    /// It would have no role.
    NoRole,
    /// Nobody would be left who may manage accounts.
    LastAdmin,
}

/// What changing an account answers.
#[derive(Default, SimpleObject)]
pub struct AccountChangePayload {
    /// The account as it is now; null if it was not changed.
    pub(super) account: Option<Account>,
    /// Why it was not changed.
    pub(super) problems: Vec<Problem<AccountChangeProblemCode>>,
}

refusals! {
    SignInError as SignInProblemCode {
        Wrong => WrongCredentials;
        Locked => Locked;
    } Password Database;
    PasswordChangeError as PasswordChangeProblemCode {
        Wrong => WrongPassword ["present"];
        Short => TooShort ["new"];
        Long => TooLong ["new"];
        Guessable => Guessable ["new"];
    } Password Database;
    CreateError as AccessTokenCreateProblemCode {
        NoName => NoName ["input" "name"];
        NoScope => NoScope ["input" "scopes"];
        BadEnd => BadEnd ["input" "expiresAt"];
        TooMany => TooMany;
    } Database;
    EndError as AccessTokenEndProblemCode {
        Missing => NotFound ["id"];
    } Database;
    PasswordResetError as AccountPasswordResetProblemCode {
        Missing => NotFound ["id"];
    } Password Database;
    AddError as AccountAddProblemCode {
        NoEmail => NoEmail ["input" "email"];
        Taken => EmailTaken ["input" "email"];
        NoName => NoName ["input" "name"];
        NoRole => NoRole ["input" "roles"];
        NoWriter => NoWriter ["input" "writer"];
    } Password Database;
    ChangeError as AccountChangeProblemCode {
        Missing => NotFound ["id"];
        NoEmail => NoEmail ["input" "email"];
        Taken => EmailTaken ["input" "email"];
        NoWriter => NoWriter ["input" "writer"];
        NoName => NoName ["input" "name"];
        NoRole => NoRole ["input" "roles"];
        LastAdmin => LastAdmin ["input"];
    } Database;
}

impl From<PasswordError> for Fault {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy,
            PasswordError::Broken(words) => sea_orm::DbErr::Custom(words).into(),
        }
    }
}
