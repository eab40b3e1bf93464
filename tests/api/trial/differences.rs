//! Presented and published stand side by side.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::Desk;

const RESULT: &str = "query($slug: String!) {
  outcome(by: { slug: $slug }) {
    stage
    population
    effect { measure value interval { low high levelPercent } p { operator value } }
    arms { arm size evaluable events percent }
    differences { field here there with { slug } }
  }
}";

#[tokio::test]
async fn a_treat_says_0_86_at_the_meeting_and_0_83_in_print() {
    let desk = Desk::with_content().await;

    let data = desk.ask(RESULT, json!({ "slug": "ash20-2-bleeding-published" })).await;

    assert_json_snapshot!(data["outcome"], @r#"
    {
      "stage": "PUBLISHED",
      "population": 337,
      "effect": {
        "measure": "ADJUSTED_ODDS_RATIO",
        "value": "0.83",
        "interval": {
          "low": "0.5",
          "high": "1.34",
          "levelPercent": "95"
        },
        "p": {
          "operator": "EQUAL",
          "value": "0.44"
        }
      },
      "arms": [
        {
          "arm": "tranexamic acid",
          "size": 168,
          "evaluable": 145,
          "events": 73,
          "percent": "50.3"
        },
        {
          "arm": "placebo",
          "size": 169,
          "evaluable": 144,
          "events": 78,
          "percent": "54.2"
        }
      ],
      "differences": [
        {
          "field": "population",
          "here": "337",
          "there": "330",
          "with": {
            "slug": "ash20-2-bleeding-presented"
          }
        },
        {
          "field": "effect.value",
          "here": "0.83",
          "there": "0.86",
          "with": {
            "slug": "ash20-2-bleeding-presented"
          }
        },
        {
          "field": "effect.interval.low",
          "here": "0.5",
          "there": "0.52",
          "with": {
            "slug": "ash20-2-bleeding-presented"
          }
        },
        {
          "field": "effect.interval.high",
          "here": "1.34",
          "there": "1.38",
          "with": {
            "slug": "ash20-2-bleeding-presented"
          }
        },
        {
          "field": "effect.p.value",
          "here": "0.44",
          "there": null,
          "with": {
            "slug": "ash20-2-bleeding-presented"
          }
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn a_difference_reads_the_other_way_from_the_other_side() {
    let desk = Desk::with_content().await;

    let presented = desk.ask(RESULT, json!({ "slug": "ash20-2-bleeding-presented" })).await;
    let published = desk.ask(RESULT, json!({ "slug": "ash20-2-bleeding-published" })).await;

    let there = published["outcome"]["differences"].as_array().unwrap();
    let turned: Vec<_> = there
        .iter()
        .map(|found| {
            json!({
                "field": found["field"], "here": found["there"], "there": found["here"],
                "with": { "slug": "ash20-2-bleeding-published" },
            })
        })
        .collect();
    assert_eq!(presented["outcome"]["differences"], json!(turned));
    assert_eq!(turned.len(), 5);
}

#[tokio::test]
async fn the_jak2_cohort_grew_from_10_to_12() {
    let desk = Desk::with_content().await;

    let data = desk.ask(RESULT, json!({ "slug": "ash20-lba-jak2-cohort-presented" })).await;

    let published = json!({ "slug": "ash20-lba-jak2-cohort-published" });
    assert_eq!(
        data["outcome"]["differences"],
        json!([{ "field": "population", "here": "10", "there": "12", "with": published }])
    );
}

#[tokio::test]
async fn different_endpoints_are_not_compared() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell("{ trial(by: { slug: \"dacota\" }) { outcomes { endpoint differences { field } } } }")
        .await;

    let outcomes = data["trial"]["outcomes"].as_array().unwrap();
    assert!(outcomes.len() > 1);
    assert!(outcomes.iter().all(|outcome| outcome["differences"] == json!([])));
}

#[tokio::test]
async fn numbers_keep_the_digits_of_their_source() {
    let desk = Desk::with_content().await;

    let data = desk.ask(RESULT, json!({ "slug": "ash20-2-bleeding-published" })).await;

    let arms = json!([
        { "arm": "tranexamic acid", "size": 168, "evaluable": 145, "events": 73, "percent": "50.3" },
        { "arm": "placebo", "size": 169, "evaluable": 144, "events": 78, "percent": "54.2" },
    ]);
    assert_eq!(data["outcome"]["arms"], arms);
    assert_eq!(data["outcome"]["effect"]["interval"], json!({ "low": "0.5", "high": "1.34", "levelPercent": "95" }));
}
