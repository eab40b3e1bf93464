//! What an autosave shows stays, and the comments that wait are found in their order.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OPEN_COMMENTS: &str = "ix_comment_state_written_at_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "autosave_use")
            .key_part_of("manuscript_id", "manuscript")
            .key_part_of("account_id", "account")
            .key_part_of("media_id", "media")
            .index(["media_id"])
            .create(manager)
            .await?;

        let mut index = Index::create().name(OPEN_COMMENTS).table("comment").to_owned();
        manager.create_index(index.col("state").col("written_at").col("id").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(OPEN_COMMENTS).table("comment").to_owned()).await?;
        drop(manager, ["autosave_use"]).await
    }
}
