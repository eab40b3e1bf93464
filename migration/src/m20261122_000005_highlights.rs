//! Summaries, key slides and podcasts.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "media")
            .key("id")
            .text("path")
            .text("media_type")
            .big("bytes")
            .text("sha256")
            .maybe_int("width")
            .maybe_int("height")
            .maybe_int("duration_ms")
            .unique(["path"])
            .create(manager)
            .await?;

        table(manager, "summary")
            .key("id")
            .text("slug")
            .maybe_belongs("lecture_id", "lecture")
            .maybe_belongs("meeting_id", "meeting")
            .text("title")
            .text("lead_message")
            .text("language")
            .text("status")
            .maybe_big("published_at")
            .maybe_int("reading_minutes")
            .flag("is_demonstration")
            .unique(["slug"])
            .index(["status", "published_at", "id"])
            .index(["lecture_id"])
            .index(["meeting_id", "published_at", "id"])
            .index(["title"])
            .create(manager)
            .await?;

        table(manager, "summary_text")
            .key_part_of("summary_id", "summary")
            .text("markdown")
            .create(manager)
            .await?;

        table(manager, "summary_writer")
            .key_part_of("summary_id", "summary")
            .key_part_of("writer_id", "writer")
            .int("position")
            .index(["writer_id"])
            .create(manager)
            .await?;

        table(manager, "take_home_message")
            .key("id")
            .part_of("summary_id", "summary")
            .int("position")
            .text("text")
            .index(["summary_id"])
            .create(manager)
            .await?;

        table(manager, "message_outcome")
            .key_part_of("message_id", "take_home_message")
            .key_part_of("outcome_id", "outcome")
            .int("position")
            .index(["outcome_id"])
            .create(manager)
            .await?;

        table(manager, "key_slide")
            .key("id")
            .text("slug")
            .maybe_belongs("lecture_id", "lecture")
            .maybe_belongs("summary_id", "summary")
            .int("position")
            .text("caption")
            .text("image")
            .maybe_int("width")
            .maybe_int("height")
            .text("alt")
            .flag("is_demonstration")
            .unique(["slug"])
            .index(["lecture_id", "position"])
            .index(["summary_id", "position"])
            .create(manager)
            .await?;

        table(manager, "podcast_series")
            .key("id")
            .text("slug")
            .text("title")
            .maybe_text("description")
            .text("language")
            .unique(["slug"])
            .create(manager)
            .await?;

        table(manager, "podcast_episode")
            .key("id")
            .text("slug")
            .maybe_belongs("series_id", "podcast_series")
            .maybe_belongs("lecture_id", "lecture")
            .maybe_belongs("meeting_id", "meeting")
            .maybe_int("season")
            .maybe_int("number")
            .text("title")
            .maybe_text("description")
            .text("language")
            .text("audio")
            .text("audio_type")
            .maybe_big("audio_bytes")
            .int("duration_seconds")
            .json("chapters")
            .text("status")
            .maybe_big("published_at")
            .flag("is_demonstration")
            .unique(["slug"])
            .index(["series_id"])
            .index(["lecture_id"])
            .index(["meeting_id"])
            .index(["status", "published_at", "id"])
            .create(manager)
            .await?;

        table(manager, "transcript")
            .key_part_of("episode_id", "podcast_episode")
            .json("cues")
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            [
                "media",
                "summary",
                "summary_text",
                "summary_writer",
                "take_home_message",
                "message_outcome",
                "key_slide",
                "podcast_series",
                "podcast_episode",
                "transcript",
            ],
        )
        .await
    }
}
