//! Claims that disagree stand side by side, each with its source.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::{Cast, Desk};

#[tokio::test]
async fn sources_disagree_on_how_many_attended_ash_2020() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ meeting(by: { slug: \"ash-2020\" }) { metrics(name: \"attendees\") {
                value qualifier isPreferred sources { slug } conflictsWith { value sources { slug } }
            } } }",
        )
        .await;

    assert_json_snapshot!(data["meeting"]["metrics"], @r#"
    [
      {
        "value": "30000",
        "qualifier": "MORE_THAN",
        "isPreferred": false,
        "sources": [
          {
            "slug": "uchicago"
          }
        ],
        "conflictsWith": [
          {
            "value": "20000",
            "sources": [
              {
                "slug": "lrf-pulse"
              }
            ]
          }
        ]
      },
      {
        "value": "20000",
        "qualifier": "MORE_THAN",
        "isPreferred": false,
        "sources": [
          {
            "slug": "lrf-pulse"
          }
        ],
        "conflictsWith": [
          {
            "value": "30000",
            "sources": [
              {
                "slug": "uchicago"
              }
            ]
          },
          {
            "value": "30000",
            "sources": [
              {
                "slug": "fredhutch"
              }
            ]
          }
        ]
      },
      {
        "value": "30000",
        "qualifier": "STATED",
        "isPreferred": false,
        "sources": [
          {
            "slug": "fredhutch"
          }
        ],
        "conflictsWith": [
          {
            "value": "20000",
            "sources": [
              {
                "slug": "lrf-pulse"
              }
            ]
          }
        ]
      }
    ]
    "#);
}

#[tokio::test]
async fn claims_of_other_names_and_other_things_do_not_compete() {
    let claim = |name: &str, value: u32| json!({ "name": name, "value": value, "qualifier": "stated" });
    let cast = Cast::default()
        .meeting("a", json!({ "metrics": [claim("attendees", 1), claim("attendees", 2), claim("abstracts", 3)] }))
        .meeting("b", json!({ "metrics": [claim("attendees", 4)] }));
    let desk = Desk::with(cast).await;

    let data = desk
        .tell("{ meetings(orderBy: [{ field: SLUG }]) { nodes { metrics { value conflictsWith { value } } } } }")
        .await;

    assert_eq!(data["meetings"]["nodes"], json!([
        { "metrics": [
            { "value": "1", "conflictsWith": [{ "value": "2" }] },
            { "value": "2", "conflictsWith": [{ "value": "1" }] },
            { "value": "3", "conflictsWith": [] },
        ] },
        { "metrics": [{ "value": "4", "conflictsWith": [] }] },
    ]));
}

#[tokio::test]
async fn positions_count_from_one_within_their_kind() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell("{ meeting(by: { slug: \"ash-2020\" }) { purposes { position } objectives { position verb } } }")
        .await;

    assert_eq!(data["meeting"], json!({
        "purposes": [{ "position": 1 }, { "position": 2 }],
        "objectives": [
            { "position": 1, "verb": "employ" },
            { "position": 2, "verb": "discuss" },
            { "position": 3, "verb": "analyse" },
        ],
    }));
}
