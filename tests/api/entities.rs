//! Rows and tables agree.

use congress_highlights::database::Database;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QuerySelect};

use crate::desk::{Desk, Holding, Place};

/// Asks for no row, but for every column by name.
async fn can_be_asked<E: EntityTrait>(_: E, db: &Database) {
    let rows = E::find().limit(0).all(db.reader()).await;
    assert_eq!(rows.map(|rows| rows.len()).map_err(|error| error.to_string()), Ok(0));
}

macro_rules! every_entity {
    ($($table:ident)+) => {
        /// The tables that an entity stands for.
        const TABLES: &[&str] = &[$(stringify!($table)),+];

        async fn all_can_be_asked(db: &Database) {
            $(can_be_asked(entity::$table::Entity, db).await;)+
        }
    };
}

every_entity! {
    account account_binding accreditation_scheme arm arm_result assignment audit_entry audit_head autosave autosave_use citation comment comment_reply contribution cursor_key declaration embargo event executive_message feedback flag idempotency_key involvement key_slide lecture
    lecture_trial manuscript manuscript_step manuscript_version media media_transit media_use meeting meeting_series meeting_writer message_outcome metric newsletter newsletter_item
    notice office organisation outcome person podcast_episode podcast_series reference released_episode schedule_step session sign_in_failure source
    sourcing spent_state statement summary summary_text summary_writer tagging take_home_message token topic topic_broader
    training_tool transcript trial trial_registration upload upload_ticket video writer
}

#[tokio::test]
async fn every_entity_finds_its_table_and_columns() {
    let desk = Desk::open().await;

    all_can_be_asked(&desk.app.db).await;
}

#[tokio::test]
async fn every_table_has_an_entity() {
    let desk = Desk::open().await;

    let mut tables = desk.tables().await;
    tables.retain(|table| table != "seaql_migrations");

    assert_eq!(tables, TABLES);
}

#[tokio::test]
async fn the_tables_go_up_and_down_and_up_again() {
    let place = Place::fresh(Holding::NoTables).await;
    let db = place.open().await;
    assert!(db.pending_migrations().await.unwrap() > 0);

    db.migrate().await.unwrap();
    assert_eq!(db.pending_migrations().await.unwrap(), 0);
    db.unmigrate().await.unwrap();
    assert!(db.pending_migrations().await.unwrap() > 0);
    assert_eq!(place.tables(&db).await, ["seaql_migrations"]);
    db.migrate().await.unwrap();

    all_can_be_asked(&db).await;
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let desk = Desk::open().await;
    let before = desk.tables().await;

    desk.app.db.migrate().await.unwrap();

    assert_eq!(desk.tables().await, before);
}

#[tokio::test]
async fn a_server_is_migrated_by_two_at_once() {
    let place = Place::fresh(Holding::NoTables).await;
    let (one, other) = (place.open().await, place.open().await);
    if one.reader().get_database_backend() != DbBackend::Postgres {
        return;
    }

    let (one_is, other_is) = tokio::join!(one.migrate(), other.migrate());

    assert_eq!((one_is, other_is), (Ok(()), Ok(())));
    assert_eq!(other.pending_migrations().await.unwrap(), 0);
}
