//! Videos, messages, training tools, accreditation, newsletters.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "video")
            .key("id")
            .text("slug")
            .text("title")
            .text("kind")
            .maybe_text("extract_of")
            .maybe_text("copyright_year")
            .maybe_text("url")
            .maybe_int("duration_seconds")
            .unique(["slug"])
            .create(manager)
            .await?;

        table(manager, "executive_message")
            .key("id")
            .text("slug")
            .belongs("organisation_id", "organisation")
            .text("title")
            .maybe_text("programme_year")
            .json("programme_purposes")
            .maybe_belongs("video_id", "video")
            .unique(["slug"])
            .index(["organisation_id"])
            .create(manager)
            .await?;

        table(manager, "training_tool")
            .key("id")
            .text("slug")
            .text("kind")
            .text("title")
            .maybe_text("edition")
            .maybe_text("first_edition")
            .maybe_flag("is_free")
            .maybe_flag("has_quiz")
            .maybe_text("available_from")
            .maybe_text("available_until")
            .maybe_text("url")
            .maybe_text("reach")
            .json("audience")
            .maybe_belongs("meeting_id", "meeting")
            .maybe_text("note")
            .unique(["slug"])
            .index(["meeting_id"])
            .index(["kind"])
            .create(manager)
            .await?;

        table(manager, "accreditation_scheme")
            .key("id")
            .text("slug")
            .text("name")
            .maybe_text("level")
            .maybe_text("started")
            .maybe_text("ended")
            .maybe_text("grant_number")
            .json("quality_measures")
            .unique(["slug"])
            .create(manager)
            .await?;

        table(manager, "newsletter")
            .key("id")
            .text("slug")
            .maybe_belongs("meeting_id", "meeting")
            .text("code")
            .maybe_int("ordinal")
            .maybe_text("subject_line")
            .text("preheader")
            .text("language")
            .text("status")
            .maybe_big("published_at")
            .flag("is_demonstration")
            .unique(["slug"])
            .index(["meeting_id"])
            .index(["status", "published_at", "id"])
            .create(manager)
            .await?;

        table(manager, "newsletter_item")
            .key("id")
            .part_of("newsletter_id", "newsletter")
            .int("position")
            .subject()
            .maybe_text("teaser")
            .index(["newsletter_id"])
            .index(["subject_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            [
                "video",
                "executive_message",
                "training_tool",
                "accreditation_scheme",
                "newsletter",
                "newsletter_item",
            ],
        )
        .await
    }
}
