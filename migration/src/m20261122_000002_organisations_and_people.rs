//! Organisations, people, and what they do and say.

use sea_orm_migration::prelude::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(manager, "organisation")
            .key("id")
            .text("slug")
            .text("name")
            .maybe_text("acronym")
            .maybe_text("founded")
            .maybe_flag("is_not_for_profit")
            .maybe_text("level")
            .maybe_text("website")
            .unique(["slug"])
            .index(["name"])
            .create(manager)
            .await?;

        table(manager, "person")
            .key("id")
            .text("slug")
            .text("name")
            .text("sort_key")
            .json("name_variants")
            .json("credentials")
            .json("affiliations")
            .maybe_text("orcid")
            .unique(["slug"])
            .index(["sort_key", "id"])
            .index(["orcid"])
            .create(manager)
            .await?;

        table(manager, "writer")
            .key("id")
            .text("slug")
            .maybe_belongs("person_id", "person")
            .maybe_belongs("organisation_id", "organisation")
            .text("name")
            .json("credentials")
            .maybe_text("photo")
            .maybe_text("photo_alt")
            .flag("is_demonstration")
            .unique(["slug"])
            .index(["person_id"])
            .create(manager)
            .await?;

        table(manager, "involvement")
            .key("id")
            .belongs("organisation_id", "organisation")
            .subject()
            .text("role")
            .int("position")
            .maybe_text("note")
            .index(["subject_id"])
            .index(["organisation_id"])
            .create(manager)
            .await?;

        table(manager, "contribution")
            .key("id")
            .belongs("person_id", "person")
            .subject()
            .text("role")
            .int("position")
            .json("credentials")
            .json("affiliations")
            .flag("is_disputed")
            .maybe_text("note")
            .index(["subject_id", "role"])
            .index(["person_id", "role"])
            .create(manager)
            .await?;

        table(manager, "statement")
            .key("id")
            .subject()
            .text("kind")
            .int("position")
            .maybe_text("rank")
            .maybe_text("heading")
            .maybe_text("lead_in")
            .maybe_text("verb")
            .maybe_text("text")
            .json("levels")
            .maybe_text("as_of")
            .index(["subject_id", "kind"])
            .create(manager)
            .await?;

        table(manager, "metric")
            .key("id")
            .subject()
            .text("name")
            .text("value")
            .text("qualifier")
            .maybe_text("unit")
            .maybe_text("period")
            .maybe_text("as_of")
            .maybe_text("note")
            .flag("is_preferred")
            .int("position")
            .index(["subject_id", "name"])
            .index(["name"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            ["organisation", "person", "writer", "involvement", "contribution", "statement", "metric"],
        )
        .await
    }
}
