//! By what right summaries are published, who paid, and what experts disclosed.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "declaration")
            .key_part_of("summary_id", "summary")
            .json("rights")
            .json("funding")
            .json("disclosures")
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["declaration"]).await
    }
}
