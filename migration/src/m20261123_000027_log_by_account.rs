//! What somebody did is found in the log.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OF_ACCOUNT: &str = "ix_audit_entry_account_id_number";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create().name(OF_ACCOUNT).table("audit_entry").to_owned();
        manager.create_index(index.col("account_id").col("number").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(OF_ACCOUNT).table("audit_entry").to_owned()).await
    }
}
