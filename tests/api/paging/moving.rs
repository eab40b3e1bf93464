//! A list that changes while somebody pages through it.

use serde_json::json;

use crate::desk::{Cast, Desk, MORNING};

const FEED: &str = "query($first: Int, $after: String) {
  summaries(first: $first, after: $after) { nodes { slug } pageInfo { endCursor } }
}";

#[tokio::test]
async fn what_is_published_meanwhile_shifts_nothing() {
    let cast = Cast::default().meeting("m", json!({}));
    let cast = (1..=4).fold(cast, |cast, day| {
        let moment = format!("2021-05-0{day}T08:00:00Z");
        cast.summary(&format!("day-{day}"), json!({ "meeting": "m", "published_at": moment }))
    });
    let news = json!({ "meeting": "m", "published_at": "2021-05-09T08:00:00Z" });
    let desk = Desk::with(cast.summary("tomorrow", news)).await;

    let first = desk.ask(FEED, json!({ "first": 2 })).await;
    desk.set_clock(MORNING + 2 * 86_400_000_000);
    let next = desk.ask(FEED, json!({ "first": 2, "after": first["summaries"]["pageInfo"]["endCursor"] })).await;

    assert_eq!(first["summaries"]["nodes"], json!([{ "slug": "day-4" }, { "slug": "day-3" }]));
    assert_eq!(next["summaries"]["nodes"], json!([{ "slug": "day-2" }, { "slug": "day-1" }]));
}

#[tokio::test]
async fn a_cursor_stays_good_when_its_row_is_gone() {
    let cast = Cast::default().meeting("m", json!({}));
    let cast = (1..=3).fold(cast, |cast, day| {
        let moment = format!("2021-05-0{day}T08:00:00Z");
        cast.summary(&format!("day-{day}"), json!({ "meeting": "m", "published_at": moment }))
    });
    let desk = Desk::with(cast.clone()).await;
    let first = desk.ask(FEED, json!({ "first": 2 })).await;
    assert_eq!(first["summaries"]["nodes"], json!([{ "slug": "day-3" }, { "slug": "day-2" }]));

    desk.bring(cast.summary("day-2", json!({ "meeting": "m", "status": "draft" }))).await;
    let next = desk.ask(FEED, json!({ "first": 2, "after": first["summaries"]["pageInfo"]["endCursor"] })).await;

    assert_eq!(next["summaries"]["nodes"], json!([{ "slug": "day-1" }]));
}
