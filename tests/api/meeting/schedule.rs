//! The story of where and when. The last step is today's truth.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::Desk;

const SCHEDULE: &str = "query($slug: String!) {
  meeting(by: { slug: $slug }) {
    status format startsOn endsOn city country
    scheduleSteps { kind startsOn endsOn city country format reason }
  }
}";

#[tokio::test]
async fn an_esh_meeting_moved_twice() {
    let desk = Desk::with_content().await;

    let data = desk.ask(SCHEDULE, json!({ "slug": "esh-hdt-al-2" })).await;

    assert_json_snapshot!(data["meeting"], @r#"
    {
      "status": "HELD",
      "format": "VIRTUAL",
      "startsOn": "2020-06-30",
      "endsOn": "2020-07-02",
      "city": null,
      "country": null,
      "scheduleSteps": [
        {
          "kind": "ANNOUNCED",
          "startsOn": "2020-03-13",
          "endsOn": "2020-03-15",
          "city": "Budapest",
          "country": "Hungary",
          "format": "IN_PERSON",
          "reason": null
        },
        {
          "kind": "RESCHEDULED",
          "startsOn": "2020-06-30",
          "endsOn": "2020-07-02",
          "city": null,
          "country": null,
          "format": null,
          "reason": null
        },
        {
          "kind": "MOVED_ONLINE",
          "startsOn": "2020-06-30",
          "endsOn": "2020-07-02",
          "city": null,
          "country": null,
          "format": "VIRTUAL",
          "reason": "PANDEMIC"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn ash_2020_moved_from_san_diego_to_the_screen() {
    let desk = Desk::with_content().await;

    let data = desk.ask(SCHEDULE, json!({ "slug": "ash-2020" })).await;

    assert_json_snapshot!(data["meeting"], @r#"
    {
      "status": "HELD",
      "format": "VIRTUAL",
      "startsOn": "2020-12-05",
      "endsOn": "2020-12-08",
      "city": null,
      "country": null,
      "scheduleSteps": [
        {
          "kind": "ANNOUNCED",
          "startsOn": null,
          "endsOn": null,
          "city": "San Diego",
          "country": "USA",
          "format": "IN_PERSON",
          "reason": null
        },
        {
          "kind": "MOVED_ONLINE",
          "startsOn": "2020-12-05",
          "endsOn": "2020-12-08",
          "city": null,
          "country": null,
          "format": "VIRTUAL",
          "reason": "PANDEMIC"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn steps_are_numbered_without_gaps_from_one() {
    let desk = Desk::with_content().await;

    let data = desk.tell("{ meetings(first: 100) { nodes { slug scheduleSteps { seq } } } }").await;

    for meeting in data["meetings"]["nodes"].as_array().unwrap() {
        let steps = meeting["scheduleSteps"].as_array().unwrap();
        let numbers: Vec<_> = (1..=steps.len()).map(|seq| json!({ "seq": seq })).collect();
        assert_eq!(*steps, numbers, "{}", meeting["slug"]);
        assert!(!numbers.is_empty(), "{}", meeting["slug"]);
    }
}
