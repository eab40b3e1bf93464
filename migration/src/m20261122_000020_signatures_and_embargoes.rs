//! Which reviews a signature is for, embargoes on lectures, and what is flagged for a second look.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reviews = ColumnDef::new("reviews").json_binary().not_null().default("[]").to_owned();
        add(manager, "manuscript_step", reviews).await?;
        let is_wanted =
            ColumnDef::new("is_legal_review_wanted").boolean().not_null().default(false).to_owned();
        add(manager, "manuscript", is_wanted).await?;
        add(manager, "manuscript", ColumnDef::new("release_at").big_integer().to_owned()).await?;

        table(manager, "embargo")
            .key("id")
            .part_of("lecture_id", "lecture")
            .text("scope")
            .text("rule")
            .maybe_big("lifts_at")
            .text("reason")
            .big("set_at")
            .maybe_belongs("set_by", "account")
            .index(["lecture_id", "set_at", "id"])
            .index(["rule", "lecture_id"])
            .create(manager)
            .await?;

        table(manager, "flag")
            .key("id")
            .text("kind")
            .part_of("summary_id", "summary")
            .maybe_belongs("notice_id", "notice")
            .subject()
            .big("raised_at")
            .maybe_big("settled_at")
            .maybe_belongs("settled_by", "account")
            .maybe_text("note")
            .index(["raised_at", "id"])
            .index(["settled_at", "raised_at", "id"])
            .index(["summary_id", "subject_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["embargo", "flag"]).await?;
        remove(manager, "manuscript", "release_at").await?;
        remove(manager, "manuscript", "is_legal_review_wanted").await?;
        remove(manager, "manuscript_step", "reviews").await
    }
}

async fn add(manager: &SchemaManager<'_>, name: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(name).add_column(column).to_owned()).await
}

async fn remove(manager: &SchemaManager<'_>, name: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(name).drop_column(column).to_owned()).await
}
