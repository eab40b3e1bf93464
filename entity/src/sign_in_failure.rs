//! How often signing in failed lately for an e-mail address, whether or not anybody has it.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email_hash: String,
    pub failures: i32,
    pub last_at: Instant,
    pub locked_until: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
