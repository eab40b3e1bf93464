//! A sign-in at an issuer that has come back and cannot come back again.

use sea_orm::entity::prelude::*;

use crate::value::Instant;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spent_state")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub state: String,
    pub spent_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
