//! What somebody shows instead of a password: the token of a sign-in, which is exchanged for a new one
//! now and then, or a personal access token for a script. Only its hash is kept.

use sea_orm::{Condition, entity::prelude::*};

use crate::{
    closed::closed_set,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub kind: Kind,
    /// The first token of the sign-in; the tokens it was exchanged for have the same.
    pub family_id: Uuid,
    /// What a personal access token is for.
    pub name: Option<String>,
    pub scopes: List<Scope>,
    /// SHA-256, in hexadecimal digits.
    pub hash: String,
    pub created_at: Instant,
    pub expires_at: Instant,
    /// When it was exchanged for the next.
    pub replaced_at: Option<Instant>,
    /// When it was taken back.
    pub ended_at: Option<Instant>,

    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A personal access token that is good.
pub fn is_open(now: Instant) -> Condition {
    Condition::all()
        .add(Column::Kind.eq(Kind::Personal))
        .add(Column::EndedAt.is_null())
        .add(Column::ExpiresAt.gt(now))
}

closed_set! {
    /// How a token came to be.
    pub enum Kind { SignIn, Personal }
}

closed_set! {
    /// What a token may be used for, of what its account may do.
    pub enum Scope { Read, Write }
}
