//! Signing in at an issuer elsewhere.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "account_binding")
            .key("id")
            .part_of("account_id", "account")
            .text("issuer")
            .text("subject")
            .big("bound_at")
            .unique(["issuer", "subject"])
            .unique(["account_id", "issuer"])
            .create(manager)
            .await?;

        table(manager, "spent_state")
            .key("id")
            .text("state")
            .big("spent_at")
            .unique(["state"])
            .index(["spent_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["account_binding", "spent_state"]).await
    }
}
