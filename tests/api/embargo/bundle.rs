//! What comes in a bundle has no manuscript, and is bound all the same.

use std::time::Duration;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

use super::{HOUR, programme, set};
use crate::{
    desk::{Cast, Desk, MORNING},
    manuscript::Team,
};

/// A lecture with a summary and an episode, published at an hour of the morning of the test.
fn brought(hour: &str) -> Cast {
    let at = format!("2021-05-08T{hour}:00:00Z");
    Cast::default()
        .meeting_on("spring", "2021-05-01")
        .lecture("talk", "spring", json!({}))
        .summary("told", json!({ "lecture": "talk", "published_at": at }))
        .episode("heard", json!({ "lecture": "talk", "published_at": at }))
}

async fn lecture(desk: &Desk, slug: &str) -> Value {
    desk.tell(&format!("{{ lecture(by: {{ slug: \"{slug}\" }}) {{ id }} }}")).await["lecture"]["id"].take()
}

/// Which of both are read.
async fn read(desk: &Desk) -> (bool, bool) {
    let both = "{ summary(by: { slug: \"told\" }) { id } podcastEpisode(by: { slug: \"heard\" }) { id } }";
    let told = desk.tell(both).await;
    (!told["summary"].is_null(), !told["podcastEpisode"].is_null())
}

#[tokio::test]
async fn what_waits_for_its_moment_waits_for_the_embargo_too() {
    let team = Team::meet().await;
    team.public.bring(brought("10")).await;
    let talk = lecture(&team.public, "talk").await;

    set(&team.eve, &talk, json!({ "rule": "FIXED_INSTANT", "at": "2021-05-08T12:00:00Z" })).await;

    team.public.set_clock(MORNING + 3 * HOUR - 1);
    assert_eq!(read(&team.public).await, (false, false));
    team.public.set_clock(MORNING + 3 * HOUR);
    assert_eq!(read(&team.public).await, (true, true));
    set(&team.eve, &talk, json!({ "rule": "ORGANISER_NOTICE" })).await;
    assert_eq!(read(&team.public).await, (true, true), "what is out stays out");
}

#[tokio::test]
async fn what_waits_for_its_moment_is_hidden_while_nobody_knows_when_the_embargo_lifts() {
    let team = Team::meet().await;
    team.public.bring(brought("10")).await;
    let talk = lecture(&team.public, "talk").await;

    set(&team.eve, &talk, json!({ "rule": "ORGANISER_NOTICE" })).await;

    team.public.set_clock(MORNING + 9 * HOUR);
    assert_eq!(read(&team.public).await, (false, false));
    team.public.bring(brought("10")).await;
    assert_eq!(read(&team.public).await, (false, false));
    let lift = "mutation($lectures: [ID!]!) { embargoLift(lectures: $lectures, reason: \"They wrote.\") { problems { code } } }";
    team.eve.ask(lift, json!({ "lectures": [talk] })).await;
    team.public.bring(brought("10")).await;
    assert_eq!(read(&team.public).await, (true, true));
}

#[tokio::test]
async fn an_import_publishes_nothing_before_the_embargo_lifts() {
    let team = Team::meet().await;
    team.public
        .bring(Cast::default().meeting_on("spring", "2021-05-01").lecture("talk", "spring", json!({})))
        .await;
    let talk = lecture(&team.public, "talk").await;
    set(&team.eve, &talk, json!({ "rule": "FIXED_INSTANT", "at": "2021-05-08T12:00:00Z" })).await;

    team.public.bring(brought("08")).await;

    team.public.set_clock(MORNING + 3 * HOUR - 1);
    assert_eq!(read(&team.public).await, (false, false));
    team.public.set_clock(MORNING + 3 * HOUR);
    assert_eq!(read(&team.public).await, (true, true));
    set(&team.eve, &talk, json!({ "rule": "ORGANISER_NOTICE" })).await;
    team.public.bring(brought("09")).await;
    assert_eq!(read(&team.public).await, (true, true), "what is out stays out");
}

#[tokio::test]
async fn what_is_new_waits_for_a_session_that_the_same_import_moves() {
    let team = Team::meet().await;
    team.public.bring(programme("10:30")).await;
    let late = lecture(&team.public, "late-1").await;
    let done = set(&team.eve, &late, json!({ "rule": "SESSION_START" })).await;
    assert_eq!(done["problems"], json!([]));
    let told = |at: &str| programme(at).summary("told", json!({ "lecture": "late-1" }));

    team.public.bring(told("16:30")).await;

    assert_eq!(read(&team.public).await, (false, false));
    team.public.set_clock(MORNING + 5 * HOUR + HOUR / 2);
    assert_eq!(read(&team.public).await, (true, false));
}

async fn hold(tx: &impl ConnectionTrait, slug: &str) {
    use entity::lecture::{Column, Entity};

    let row = Entity::find().filter(Column::Slug.eq(slug)).lock_exclusive();
    assert!(row.one(tx).await.unwrap().is_some());
}

#[tokio::test]
async fn an_import_and_an_editor_come_to_lectures_one_after_the_other() {
    let lectures = |first: &str, title: &str| {
        let cast = Cast::default().meeting_on("spring", "2021-05-01");
        let cast = cast.lecture("z", "spring", json!({ "title": first }));
        if title.is_empty() { cast } else { cast.lecture("a", "spring", json!({ "title": title })) }
    };
    let desk = Desk::with(lectures("First", "")).await;
    desk.bring(lectures("First", "Second")).await;
    // As an editor takes hold of both, in the order of their ids.
    let tx = desk.app.db.begin().await.unwrap();
    hold(&tx, "z").await;
    let editor = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        hold(&tx, "a").await;
        tx.commit().await.unwrap();
    };
    tokio::join!(desk.bring(lectures("First again", "Second again")), editor);

    let told = desk.tell("{ lectures(orderBy: [{ field: SLUG }]) { nodes { title } } }").await;
    assert_eq!(told["lectures"]["nodes"], json!([{ "title": "Second again" }, { "title": "First again" }]));
}
