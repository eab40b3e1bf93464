//! Whom an issuer calls by which name: once an account is bound, it is found by that name alone.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_binding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub issuer: String,
    /// The name the issuer gives somebody for good (`sub`).
    pub subject: String,
    pub bound_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
