//! Who is to do what with a manuscript, and until when.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "assignment")
            .key("id")
            .part_of("manuscript_id", "manuscript")
            .belongs("account_id", "account")
            .text("task")
            .maybe_big("due_at")
            .belongs("assigned_by", "account")
            .big("assigned_at")
            .unique(["manuscript_id", "task", "account_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["assignment"]).await
    }
}
