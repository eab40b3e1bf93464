//! What readers' cursors are sealed with, the same for all instances.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, prelude::Uuid},
};

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "cursor_key").key("id").text("secret").create(manager).await?;
        let random = match manager.get_database_backend() {
            DbBackend::Postgres => "gen_random_uuid()::text || gen_random_uuid()::text",
            _ => "hex(randomblob(32))",
        };
        let key = Query::insert()
            .into_table("cursor_key")
            .columns(["id", "secret"])
            .values_panic([Uuid::nil().into(), Expr::cust(random)])
            .to_owned();
        manager.execute(key).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["cursor_key"]).await
    }
}
