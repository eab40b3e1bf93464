//! Embargoes that are set while somebody waits.

use entity::account::Role;
use serde_json::json;
use tokio::time::timeout;

use super::{HOUR, SET, is_read, lift, set, stands};
use crate::{
    desk::{MORNING, SOON},
    manuscript::{Team, step},
};

#[tokio::test]
async fn what_came_out_while_an_embargo_waited_for_the_log_stays_out() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await, "SCHEDULED");
    let Some(other) = team.public.under_way("SELECT 1 FROM audit_head FOR UPDATE").await else { return };

    let (done, ()) =
        tokio::join!(set(&team.eve, &team.lecture, json!({ "rule": "ORGANISER_NOTICE" })), async {
            other.is_awaited().await;
            team.public.set_clock(MORNING + HOUR);
            other.ends().await;
        });

    assert_eq!(done["problems"], json!([]));
    assert!(is_read(&team.public).await);
    assert_eq!(stands(&team, &id).await["stage"], "PUBLISHED");
}

#[tokio::test]
async fn an_embargo_on_many_lectures_holds_the_log_only_at_its_end() {
    let team = Team::meet().await;
    let id = team.approved("Asciminib").await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await, "SCHEDULED");
    let found = team.public.tell("{ lectures(first: 50) { nodes { id } } }").await;
    let others = found["lectures"]["nodes"].as_array().unwrap().iter().map(|lecture| &lecture["id"]);
    let mut lectures: Vec<_> = others.filter(|id| **id != team.lecture).take(40).cloned().collect();
    lectures.push(team.lecture.clone());
    // Whichever lecture comes first, this one is moved in the middle of the others or after them.
    let waiting = "SELECT 1 FROM summary WHERE slug = 'asciminib' FOR UPDATE";
    let Some(other) = team.public.under_way(waiting).await else { return };

    let variables = json!({ "lectures": lectures, "rule": "ORGANISER_NOTICE" });
    let (done, ()) = tokio::join!(team.eve.ask(SET, variables), async {
        other.is_awaited().await;
        let another = timeout(SOON, team.public.account("mira@example.org", &[Role::Reader]));
        another.await.expect("it waits for the log");
        other.ends().await;
    });

    assert_eq!(done["embargoSet"]["problems"], json!([]));
    assert_eq!(stands(&team, &id).await["stage"], "APPROVED");
}

#[tokio::test]
async fn the_last_embargo_counts_whatever_the_hour_of_who_set_the_one_before() {
    let team = Team::meet().await;
    team.public.set_clock(MORNING + HOUR / 60);
    set(&team.eve, &team.lecture, json!({ "rule": "ORGANISER_NOTICE" })).await;
    let id = team.approved("Asciminib").await;
    team.public.set_clock(MORNING);

    assert_eq!(lift(&team.eve, &team.lecture, serde_json::Value::Null).await["problems"], json!([]));

    assert_eq!(step(&team.eve, "Release", &id, 1, "").await, "PUBLISHED");
    assert!(is_read(&team.public).await);
}
