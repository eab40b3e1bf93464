//! Media that come in at the desk, and what a manuscript shows of them.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What shows a file is found by its path.
const SHOWN_BY: [(&str, &str); 2] = [("key_slide", "image"), ("podcast_episode", "audio")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "upload")
            .key_part_of("media_id", "media")
            .text("source_sha256")
            .maybe_text("thumbhash")
            .maybe_text("codec")
            .json("tags")
            .belongs("uploaded_by", "account")
            .big("uploaded_at")
            .unique(["source_sha256"])
            .index(["uploaded_at"])
            .create(manager)
            .await?;

        table(manager, "upload_ticket")
            .key("id")
            .part_of("account_id", "account")
            .text("kind")
            .big("bytes")
            .text("sha256")
            .big("begun_at")
            .big("expires_at")
            .maybe_id("media_id")
            .index(["account_id"])
            .index(["expires_at"])
            .create(manager)
            .await?;

        table(manager, "media_use")
            .key_part_of("version_id", "manuscript_version")
            .key_belongs("media_id", "media")
            .index(["media_id"])
            .create(manager)
            .await?;

        table(manager, "released_episode")
            .key_part_of("episode_id", "podcast_episode")
            .part_of("manuscript_id", "manuscript")
            .index(["manuscript_id"])
            .create(manager)
            .await?;

        for column in ["rights_basis", "credit"] {
            let column = ColumnDef::new(column).text().to_owned();
            manager.alter_table(Table::alter().table("key_slide").add_column(column).to_owned()).await?;
        }
        for (table, column) in SHOWN_BY {
            let mut index = Index::create().name(format!("ix_{table}_{column}")).table(table).to_owned();
            manager.create_index(index.col(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in SHOWN_BY {
            let name = format!("ix_{table}_{column}");
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        for column in ["credit", "rights_basis"] {
            manager.alter_table(Table::alter().table("key_slide").drop_column(column).to_owned()).await?;
        }
        drop(manager, ["upload", "upload_ticket", "media_use", "released_episode"]).await
    }
}
