//! The last entry of the log: one row, which is there from the beginning.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_head")]
pub struct Model {
    /// Nil.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its number; 0 as long as there is none.
    pub number: i64,
    /// Its hash; empty as long as there is none.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
