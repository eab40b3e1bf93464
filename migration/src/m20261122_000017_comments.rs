//! What is said around a manuscript: what somebody has not saved yet, and what colleagues remark.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "autosave")
            .key_part_of("manuscript_id", "manuscript")
            .key_part_of("account_id", "account")
            .int("based_on")
            .json("content")
            .big("saved_at")
            .create(manager)
            .await?;

        table(manager, "comment")
            .key("id")
            .part_of("manuscript_id", "manuscript")
            .int("number")
            .maybe_text("field")
            .maybe_int("start")
            .maybe_text("quote")
            .maybe_text("before")
            .maybe_text("after")
            .text("text")
            .flag("is_blocking")
            .text("state")
            .belongs("written_by", "account")
            .big("written_at")
            .maybe_belongs("resolved_by", "account")
            .maybe_big("resolved_at")
            .index(["manuscript_id", "state", "written_at", "id"])
            .create(manager)
            .await?;

        table(manager, "comment_reply")
            .key("id")
            .part_of("comment_id", "comment")
            .text("text")
            .belongs("written_by", "account")
            .big("written_at")
            .index(["comment_id", "written_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["autosave", "comment", "comment_reply"]).await
    }
}
