//! Requests that are run once however often they are sent, and what readers write to the committee.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "idempotency_key")
            .key("id")
            .part_of("account_id", "account")
            .text("key_hash")
            .text("request_hash")
            .id("run_id")
            .big("claimed_at")
            .maybe_big("ended_at")
            .json("done")
            .maybe_text("answer")
            .unique(["account_id", "key_hash"])
            .index(["claimed_at"])
            .create(manager)
            .await?;

        table(manager, "feedback")
            .key("id")
            .text("kind")
            .text("text")
            .maybe_subject()
            .maybe_belongs("account_id", "account")
            .maybe_text("reply_to")
            .big("sent_at")
            .text("state")
            .maybe_text("outcome")
            .maybe_big("answered_at")
            .maybe_belongs("answered_by", "account")
            .index(["sent_at", "id"])
            .index(["state", "sent_at", "id"])
            .index(["kind", "sent_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["idempotency_key", "feedback"]).await
    }
}
