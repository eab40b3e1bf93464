//! Meetings, their schedule and programme.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "meeting_series")
            .key("id")
            .text("slug")
            .text("name")
            .text("kind")
            .maybe_text("periodicity")
            .maybe_text("duration_days_min")
            .maybe_text("duration_days_max")
            .maybe_text("duration_printed")
            .maybe_flag("is_single_theme")
            .maybe_int("participants_min")
            .maybe_int("participants_max")
            .json("audience")
            .flag("is_audience_printed_empty")
            .json("scope")
            .json("knowledge")
            .json("features")
            .json("session_kinds")
            .unique(["slug"])
            .create(manager)
            .await?;

        table(manager, "meeting")
            .key("id")
            .text("slug")
            .maybe_belongs("series_id", "meeting_series")
            .maybe_int("ordinal")
            .text("name")
            .maybe_text("short_name")
            .maybe_text("hashtag")
            .maybe_text("theme")
            .text("format")
            .text("status")
            .maybe_text("starts_on")
            .maybe_int("starts_on_key")
            .maybe_text("ends_on")
            .maybe_text("venue")
            .maybe_text("city")
            .maybe_text("region")
            .maybe_text("country")
            .maybe_text("time_zone")
            .maybe_text("talks_available_from")
            .maybe_text("on_demand_from")
            .maybe_flag("is_registration_free")
            .maybe_flag("are_fees_refunded")
            .maybe_text("platform")
            .json("platform_purposes")
            .unique(["slug"])
            .index(["starts_on_key", "id"])
            .index(["series_id"])
            .index(["short_name"])
            .index(["name"])
            .create(manager)
            .await?;

        table(manager, "office")
            .key("id")
            .part_of("person_id", "person")
            .belongs("organisation_id", "organisation")
            .maybe_belongs("meeting_id", "meeting")
            .text("role")
            .text("title")
            .maybe_text("held_from")
            .maybe_text("held_until")
            .maybe_text("as_of")
            .int("position")
            .index(["organisation_id"])
            .index(["person_id"])
            .index(["meeting_id"])
            .create(manager)
            .await?;

        table(manager, "meeting_writer")
            .key_part_of("meeting_id", "meeting")
            .key_part_of("writer_id", "writer")
            .int("position")
            .index(["writer_id"])
            .create(manager)
            .await?;

        table(manager, "schedule_step")
            .key("id")
            .part_of("meeting_id", "meeting")
            .int("seq")
            .text("kind")
            .maybe_text("announced_on")
            .maybe_text("starts_on")
            .maybe_text("ends_on")
            .maybe_text("venue")
            .maybe_text("city")
            .maybe_text("region")
            .maybe_text("country")
            .maybe_text("format")
            .maybe_text("reason")
            .maybe_text("reason_text")
            .unique(["meeting_id", "seq"])
            .create(manager)
            .await?;

        table(manager, "session")
            .key("id")
            .text("slug")
            .belongs("meeting_id", "meeting")
            .int("position")
            .text("kind")
            .maybe_text("printed_kind")
            .maybe_text("code")
            .text("name")
            .maybe_text("programme")
            .maybe_text("date")
            .maybe_text("starts_at")
            .maybe_text("ends_at")
            .maybe_text("time_zone")
            .flag("is_parallel")
            .flag("is_thematic")
            .unique(["slug"])
            .index(["meeting_id", "position"])
            .index(["kind"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, ["meeting_series", "meeting", "office", "meeting_writer", "schedule_step", "session"])
            .await
    }
}
