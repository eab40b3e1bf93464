//! What summaries are made from: versions, reviews, and who did what.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "manuscript")
            .key_part_of("id", "summary")
            .text("stage")
            .int("number")
            .text("hash")
            .big("changed_at")
            .index(["changed_at", "id"])
            .index(["stage", "changed_at", "id"])
            .create(manager)
            .await?;

        table(manager, "manuscript_version")
            .key("id")
            .part_of("manuscript_id", "manuscript")
            .int("number")
            .json("content")
            .text("hash")
            .belongs("saved_by", "account")
            .big("saved_at")
            .maybe_text("reason")
            .unique(["manuscript_id", "number"])
            .create(manager)
            .await?;

        table(manager, "manuscript_step")
            .key("id")
            .part_of("manuscript_id", "manuscript")
            .text("step")
            .int("number")
            .text("hash")
            .belongs("taken_by", "account")
            .big("taken_at")
            .maybe_big("released_at")
            .maybe_text("note")
            .index(["manuscript_id", "taken_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["manuscript", "manuscript_version", "manuscript_step"]).await
    }
}
