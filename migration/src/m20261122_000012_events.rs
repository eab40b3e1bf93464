//! What is told to whoever listens.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "event")
            .key_part_of("id", "audit_entry")
            .big("number")
            .big("at")
            .text("kind")
            .part_of("summary_id", "summary")
            .maybe_belongs("notice_id", "notice")
            .maybe_belongs("account_id", "account")
            .maybe_int("version")
            .maybe_big("released_at")
            .maybe_big("shown_at")
            .unique(["number"])
            .index(["shown_at", "number"])
            .index(["summary_id", "number"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["event"]).await
    }
}
