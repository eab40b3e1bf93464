//! The story of the tables, oldest first. A merged migration is never edited.

#![expect(clippy::too_many_lines, reason = "a migration is a list of columns")]

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

mod m20261122_000001_sources;
mod m20261122_000002_organisations_and_people;
mod m20261122_000003_meetings;
mod m20261122_000004_science;
mod m20261122_000005_highlights;
mod m20261122_000006_education;
mod m20261122_000007_pages_in_order;
mod m20261122_000008_accounts;
mod m20261122_000009_manuscripts;
mod m20261122_000010_audit;
mod m20261122_000011_notices;
mod m20261122_000012_events;
mod m20261122_000013_media;
mod m20261122_000015_issuer;
mod m20261122_000016_idempotency_and_feedback;
mod m20261122_000017_comments;
mod m20261122_000018_assignments;
mod m20261122_000019_declarations;
mod m20261122_000020_signatures_and_embargoes;
mod m20261122_000021_audit_head;
mod m20261122_000022_files_of_autosaves;
mod m20261123_000023_focal_points_and_cues;
mod m20261123_000024_cursor_key;
mod m20261123_000025_arms;
mod m20261123_000026_bytes_under_way;
mod m20261123_000027_log_by_account;
mod table;

/// Runs the migrations.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_sources::Migration),
            Box::new(m20261122_000002_organisations_and_people::Migration),
            Box::new(m20261122_000003_meetings::Migration),
            Box::new(m20261122_000004_science::Migration),
            Box::new(m20261122_000005_highlights::Migration),
            Box::new(m20261122_000006_education::Migration),
            Box::new(m20261122_000007_pages_in_order::Migration),
            Box::new(m20261122_000008_accounts::Migration),
            Box::new(m20261122_000009_manuscripts::Migration),
            Box::new(m20261122_000010_audit::Migration),
            Box::new(m20261122_000011_notices::Migration),
            Box::new(m20261122_000019_declarations::Migration),
            Box::new(m20261122_000020_signatures_and_embargoes::Migration),
            Box::new(m20261122_000015_issuer::Migration),
            Box::new(m20261122_000016_idempotency_and_feedback::Migration),
            Box::new(m20261122_000012_events::Migration),
            Box::new(m20261122_000017_comments::Migration),
            Box::new(m20261122_000018_assignments::Migration),
            Box::new(m20261122_000013_media::Migration),
            Box::new(m20261122_000021_audit_head::Migration),
            Box::new(m20261122_000022_files_of_autosaves::Migration),
            Box::new(m20261123_000023_focal_points_and_cues::Migration),
            Box::new(m20261123_000024_cursor_key::Migration),
            Box::new(m20261123_000025_arms::Migration),
            Box::new(m20261123_000026_bytes_under_way::Migration),
            Box::new(m20261123_000027_log_by_account::Migration),
        ]
    }
}
