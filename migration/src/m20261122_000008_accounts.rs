//! Who may sign in, and with what.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "account")
            .key("id")
            .text("email")
            .text("name")
            .maybe_text("password")
            .json("roles")
            .maybe_belongs("writer_id", "writer")
            .big("created_at")
            .maybe_big("closed_at")
            .unique(["email"])
            .create(manager)
            .await?;

        table(manager, "token")
            .key("id")
            .part_of("account_id", "account")
            .text("kind")
            .id("family_id")
            .maybe_text("name")
            .json("scopes")
            .text("hash")
            .big("created_at")
            .big("expires_at")
            .maybe_big("replaced_at")
            .maybe_big("ended_at")
            .unique(["hash"])
            .index(["account_id", "created_at", "id"])
            .index(["family_id"])
            .create(manager)
            .await?;

        table(manager, "sign_in_failure")
            .key("id")
            .text("email_hash")
            .int("failures")
            .big("last_at")
            .maybe_big("locked_until")
            .unique(["email_hash"])
            .index(["last_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["account", "token", "sign_in_failure"]).await
    }
}
