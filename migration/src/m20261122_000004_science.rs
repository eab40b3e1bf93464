//! Lectures, trials, results, topics and references.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "topic")
            .key("id")
            .text("slug")
            .text("kind")
            .text("name")
            .json("synonyms")
            .json("codes")
            .unique(["slug"])
            .index(["kind", "name"])
            .create(manager)
            .await?;

        table(manager, "topic_broader")
            .key_part_of("topic_id", "topic")
            .key_part_of("broader_id", "topic")
            .index(["broader_id"])
            .create(manager)
            .await?;

        table(manager, "tagging")
            .key("subject_id")
            .key_part_of("topic_id", "topic")
            .text("subject")
            .int("position")
            .index(["topic_id", "subject"])
            .create(manager)
            .await?;

        table(manager, "reference")
            .key("id")
            .text("slug")
            .text("kind")
            .maybe_text("title")
            .maybe_text("container")
            .maybe_text("year")
            .maybe_text("volume")
            .maybe_text("issue")
            .maybe_text("pages")
            .maybe_text("printed")
            .maybe_text("doi")
            .maybe_text("pmid")
            .maybe_text("pmcid")
            .maybe_text("url")
            .unique(["slug"])
            .index(["doi"])
            .index(["pmid"])
            .create(manager)
            .await?;

        table(manager, "citation")
            .key("id")
            .belongs("reference_id", "reference")
            .subject()
            .text("role")
            .int("position")
            .index(["subject_id", "role"])
            .index(["reference_id"])
            .create(manager)
            .await?;

        table(manager, "lecture")
            .key("id")
            .text("slug")
            .belongs("meeting_id", "meeting")
            .maybe_belongs("session_id", "session")
            .text("title")
            .text("title_kind")
            .flag("is_title_truncated")
            .maybe_text("abstract_number")
            .maybe_text("abstract_key")
            .text("kind")
            .maybe_text("programme")
            .maybe_text("date")
            .maybe_text("starts_at")
            .maybe_text("ends_at")
            .maybe_text("press_briefing")
            .maybe_text("doi")
            .json("external_ids")
            .text("data_status")
            .maybe_flag("is_clinically_relevant")
            .maybe_flag("is_on_demand")
            .text("completeness")
            .maybe_text("note")
            .unique(["slug"])
            .index(["meeting_id", "abstract_key", "id"])
            .index(["session_id", "id"])
            .index(["abstract_number"])
            .index(["doi"])
            .index(["kind"])
            .index(["title"])
            .create(manager)
            .await?;

        table(manager, "trial")
            .key("id")
            .text("slug")
            .maybe_text("acronym")
            .maybe_text("title")
            .text("phase")
            .json("aliases")
            .unique(["slug"])
            .index(["acronym"])
            .create(manager)
            .await?;

        table(manager, "trial_registration")
            .key("id")
            .part_of("trial_id", "trial")
            .text("registry")
            .text("number")
            .int("position")
            .unique(["registry", "number"])
            .index(["trial_id"])
            .create(manager)
            .await?;

        table(manager, "arm")
            .key("id")
            .part_of("trial_id", "trial")
            .int("position")
            .text("name")
            .maybe_text("role")
            .index(["trial_id"])
            .create(manager)
            .await?;

        table(manager, "lecture_trial")
            .key_part_of("lecture_id", "lecture")
            .key_part_of("trial_id", "trial")
            .int("position")
            .index(["trial_id"])
            .create(manager)
            .await?;

        table(manager, "outcome")
            .key("id")
            .text("slug")
            .maybe_belongs("lecture_id", "lecture")
            .maybe_belongs("trial_id", "trial")
            .maybe_belongs("reference_id", "reference")
            .int("position")
            .text("endpoint")
            .text("endpoint_kind")
            .text("endpoint_rank")
            .text("stage")
            .text("analysis_set")
            .maybe_int("population")
            .maybe_text("subgroup")
            .maybe_text("value")
            .maybe_text("unit")
            .maybe_text("follow_up_months")
            .maybe_text("data_cutoff")
            .maybe_text("measure")
            .maybe_text("effect")
            .maybe_text("interval_low")
            .maybe_text("interval_high")
            .maybe_text("interval_level")
            .maybe_text("p_operator")
            .maybe_text("p_value")
            .maybe_text("test")
            .maybe_text("note")
            .unique(["slug"])
            .index(["lecture_id"])
            .index(["trial_id"])
            .index(["reference_id"])
            .index(["stage"])
            .create(manager)
            .await?;

        table(manager, "arm_result")
            .key("id")
            .part_of("outcome_id", "outcome")
            .int("position")
            .text("arm")
            .maybe_belongs("arm_id", "arm")
            .maybe_int("size")
            .maybe_int("evaluable")
            .maybe_int("events")
            .maybe_text("percent")
            .maybe_text("value")
            .maybe_text("interval_low")
            .maybe_text("interval_high")
            .index(["outcome_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            [
                "topic",
                "topic_broader",
                "tagging",
                "reference",
                "citation",
                "lecture",
                "trial",
                "trial_registration",
                "arm",
                "lecture_trial",
                "outcome",
                "arm_result",
            ],
        )
        .await
    }
}
