//! Indexes that end with the id, so that the page of a parent is read in order and no further.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

type Columns = &'static [&'static str];

/// Table, the columns so far, the columns from now on.
const INDEXES: &[(&str, Columns, Columns)] = &[
    ("key_slide", &["lecture_id", "position"], &["lecture_id", "position", "id"]),
    ("key_slide", &["summary_id", "position"], &["summary_id", "position", "id"]),
    ("session", &["meeting_id", "position"], &["meeting_id", "position", "id"]),
    ("summary", &["lecture_id"], &["lecture_id", "published_at", "id"]),
    ("podcast_episode", &["lecture_id"], &["lecture_id", "published_at", "id"]),
    ("podcast_episode", &["meeting_id"], &["meeting_id", "published_at", "id"]),
    ("podcast_episode", &["series_id"], &["series_id", "published_at", "id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, before, after) in INDEXES {
            exchange(manager, table, before, after).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, before, after) in INDEXES {
            exchange(manager, table, after, before).await?;
        }
        Ok(())
    }
}

async fn exchange(
    manager: &SchemaManager<'_>,
    table: &'static str,
    old: Columns,
    new: Columns,
) -> Result<(), DbErr> {
    let name = |columns: Columns| format!("ix_{table}_{}", columns.join("_"));
    manager.drop_index(Index::drop().name(name(old)).table(table).to_owned()).await?;
    let mut index = Index::create().name(name(new)).table(table).to_owned();
    for column in new {
        index.col(*column);
    }
    manager.create_index(index).await
}
