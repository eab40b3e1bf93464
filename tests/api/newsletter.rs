//! Issues of a newsletter: highlights in order.

use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn an_issue_leads_to_summaries_episodes_and_lectures_in_order() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ newsletter(by: { slug: \"ash-2020-bjh-1\" }) { items { position highlight {
                __typename
                ... on Summary { slug newsletters { nodes { code } } }
                ... on PodcastEpisode { slug newsletters { nodes { code } } }
                ... on Lecture { slug }
            } } } }",
        )
        .await;

    let code = json!({ "nodes": [{ "code": "BJH 1" }] });
    let items = data["newsletter"]["items"].as_array().unwrap();
    let (summary, episode, lecture) = (&items[0], &items[1], &items[8]);
    assert_eq!(items.len(), 9);
    assert_eq!(*summary, json!({ "position": 1, "highlight":
        { "__typename": "Summary", "slug": "a-treat-tranexamic-acid", "newsletters": code } }));
    assert_eq!(*episode, json!({ "position": 2, "highlight":
        { "__typename": "PodcastEpisode", "slug": "two-stages-of-one-result", "newsletters": code } }));
    assert_eq!(*lecture, json!({ "position": 9, "highlight": { "__typename": "Lecture", "slug": "ash20-6" } }));
}
