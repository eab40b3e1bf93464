//! Sources and what stands behind them.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "source")
            .key("id")
            .text("slug")
            .text("kind")
            .text("title")
            .maybe_text("url")
            .maybe_text("locator")
            .unique(["slug"])
            .create(manager)
            .await?;

        table(manager, "sourcing")
            .key("subject_id")
            .key_part_of("source_id", "source")
            .text("subject")
            .int("position")
            .index(["source_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["source", "sourcing"]).await
    }
}
