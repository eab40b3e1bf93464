//! What readers are told about a summary after it was published.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "notice")
            .key("id")
            .part_of("summary_id", "summary")
            .text("kind")
            .text("reason")
            .text("issuer")
            .big("issued_at")
            .belongs("issued_by", "account")
            .maybe_belongs("before_id", "manuscript_version")
            .index(["summary_id", "issued_at", "id"])
            .index(["issued_at", "id"])
            .index(["kind", "issued_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["notice"]).await
    }
}
