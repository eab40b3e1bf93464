//! Who did what, in a chain that shows when a link was changed.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "audit_entry")
            .key("id")
            .big("number")
            .big("at")
            .maybe_belongs("account_id", "account")
            .text("deed")
            .subject()
            .text("detail")
            .text("hash")
            .unique(["number"])
            .index(["subject_id", "number"])
            .index(["deed", "number"])
            .index(["at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["audit_entry"]).await
    }
}
