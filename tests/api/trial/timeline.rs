//! The story of a trial, oldest first.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::{Cast, Desk};

const TIMELINE: &str = "query($slug: String!) {
  trial(by: { slug: $slug }) {
    timeline { kind on meeting { slug } lecture { slug } reference { slug } outcomes { slug } }
  }
}";

#[tokio::test]
async fn a_treat_was_presented_and_then_published() {
    let desk = Desk::with_content().await;

    let data = desk.ask(TIMELINE, json!({ "slug": "a-treat" })).await;

    assert_json_snapshot!(data["trial"]["timeline"], @r#"
    [
      {
        "kind": "PRESENTED",
        "on": "2020-12-05",
        "meeting": {
          "slug": "ash-2020"
        },
        "lecture": {
          "slug": "ash20-2"
        },
        "reference": null,
        "outcomes": [
          {
            "slug": "ash20-2-bleeding-presented"
          }
        ]
      },
      {
        "kind": "PUBLISHED",
        "on": "2022",
        "meeting": null,
        "lecture": null,
        "reference": {
          "slug": "blood-2022-140-1254"
        },
        "outcomes": [
          {
            "slug": "ash20-2-bleeding-published"
          }
        ]
      }
    ]
    "#);
}

#[tokio::test]
async fn ascembl_was_cut_off_before_it_was_presented() {
    let desk = Desk::with_content().await;

    let data = desk.ask(TIMELINE, json!({ "slug": "ascembl" })).await;

    let events = data["trial"]["timeline"].as_array().unwrap();
    let told: Vec<_> = events.iter().map(|event| [&event["kind"], &event["on"]]).collect();
    assert_eq!(json!(told), json!([["DATA_CUTOFF", "2020-05-25"], ["PRESENTED", "2020-12-05"], ["PUBLISHED", "2021"]]));
}

#[tokio::test]
async fn what_has_no_date_comes_last_and_a_year_before_its_days() {
    let outcome = |slug: &str, stage: &str, reference: &str| {
        let mut outcome = json!({
            "slug": slug, "endpoint": slug, "endpoint_kind": "safety", "endpoint_rank": "unknown",
            "stage": stage, "analysis_set": "unknown", "trial": "t",
        });
        if !reference.is_empty() {
            outcome["reference"] = reference.into();
        }
        outcome
    };
    let cast = Cast::default()
        .trial("t", json!({}))
        .add("references", "undated", json!({ "kind": "preprint" }))
        .add("references", "year", json!({ "kind": "journal_article", "year": "2020" }))
        .add("references", "day", json!({ "kind": "journal_article", "year": "2020-12-07" }))
        .meeting_on("m", "2020-12-05")
        .meeting("n", json!({}))
        .lecture("at-m", "m", json!({ "trials": ["t"], "outcomes": [
            outcome("shown", "presented", ""), outcome("a", "published", "day"), outcome("b", "published", "year"),
            outcome("c", "preprint", "undated"),
        ] }))
        .lecture("on-its-day", "m", json!({ "trials": ["t"], "date": "2020-12-06" }))
        .lecture("at-n", "n", json!({ "trials": ["t"] }));
    let desk = Desk::with(cast).await;

    let data = desk.ask(TIMELINE, json!({ "slug": "t" })).await;

    let events = data["trial"]["timeline"].as_array().unwrap();
    let told: Vec<_> =
        events.iter().map(|event| [&event["on"], &event["lecture"]["slug"], &event["reference"]["slug"]]).collect();
    assert_eq!(json!(told), json!([
        ["2020", null, "year"],
        ["2020-12-05", "at-m", null],
        ["2020-12-06", "on-its-day", null],
        ["2020-12-07", null, "day"],
        [null, "at-n", null],
        [null, null, "undated"],
    ]));
}
