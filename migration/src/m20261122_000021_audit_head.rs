//! The end of the log, for whoever writes the next entry to take hold of.

use sea_orm_migration::{prelude::*, sea_orm::prelude::Uuid};

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "audit_head").key("id").big("number").text("hash").create(manager).await?;
        let last = Query::select()
            .columns(["number", "hash"])
            .from("audit_entry")
            .order_by("number", Order::Desc)
            .limit(1)
            .to_owned();
        let last = manager.get_connection().query_one(&last).await?;
        let (number, hash) = match last {
            Some(row) => (row.try_get_by::<i64, _>("number")?, row.try_get_by::<String, _>("hash")?),
            None => (0, String::new()),
        };
        let head = Query::insert()
            .into_table("audit_head")
            .columns(["id", "number", "hash"])
            .values_panic([Uuid::nil().into(), number.into(), hash.into()])
            .to_owned();
        manager.execute(head).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["audit_head"]).await
    }
}
