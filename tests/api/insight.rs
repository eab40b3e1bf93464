//! What analysts count.

use serde_json::json;

use crate::desk::{Cast, Desk};

#[tokio::test]
async fn publications_are_counted_by_topic_and_month_in_utc() {
    let cast = Cast::default().topic("blood").topic("a-bone").topic("unused").meeting("m", json!({}));
    let summary = |cast: Cast, slug: &str, at: &str, topics: &[&str]| {
        let mut fields = json!({ "meeting": "m", "published_at": at });
        if !topics.is_empty() {
            fields["topics"] = json!(topics);
        }
        cast.summary(slug, fields)
    };
    let cast = summary(cast, "a", "2020-12-31T23:59:59.999999Z", &["blood"]);
    let cast = summary(cast, "b", "2021-01-01T00:00:00Z", &["blood", "a-bone"]);
    let cast = summary(cast, "c", "2021-01-01T00:30:00+02:00", &["blood"]);
    let cast = summary(cast, "d", "2021-01-31T23:00:00Z", &["blood"]);
    let cast = summary(cast, "e", "2021-01-31T23:00:00Z", &[]);
    let desk = Desk::with(summary(cast, "f", "2021-06-01T00:00:00Z", &["blood"])).await;

    let (data, cost) =
        desk.cost_of("{ publicationCounts { topic { slug } month published } }", json!({})).await;

    let counted = |topic: &str, month: &str, published: i32| {
        json!({ "topic": { "slug": topic }, "month": month, "published": published })
    };
    assert_eq!(data["publicationCounts"], json!([
        counted("a-bone", "2021-01", 1),
        counted("blood", "2020-12", 2),
        counted("blood", "2021-01", 2),
    ]));
    assert_eq!(cost, 2);
}

#[tokio::test]
async fn nothing_published_is_an_empty_list() {
    let desk = Desk::open().await;

    assert_eq!(desk.tell("{ publicationCounts { month } }").await, json!({ "publicationCounts": [] }));
}
