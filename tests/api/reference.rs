//! References for reference managers.

use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::desk::{Cast, Desk};

async fn csl(fields: Value) -> Value {
    let desk = Desk::with(Cast::default().add("references", "r", fields)).await;
    desk.tell("{ reference(by: { slug: \"r\" }) { csl } }").await["reference"]["csl"].take()
}

#[tokio::test]
async fn a_paper_is_an_item_of_csl() {
    let item = csl(json!({
        "kind": "journal_article", "title": "A title", "container": "Blood", "year": "2022-09-15", "volume": "140",
        "issue": "11", "pages": "1254-62", "doi": "10.1182/blood.2022016308", "pmid": "35714327",
        "pmcid": "PMC9479036", "url": "https://example.org/a",
    }))
    .await;

    assert_json_snapshot!(item, @r#"
    {
      "id": "r",
      "type": "article-journal",
      "title": "A title",
      "container-title": "Blood",
      "volume": "140",
      "issue": "11",
      "page": "1254-62",
      "DOI": "10.1182/blood.2022016308",
      "PMID": "35714327",
      "PMCID": "PMC9479036",
      "URL": "https://example.org/a",
      "issued": {
        "date-parts": [
          [
            2022,
            9,
            15
          ]
        ]
      }
    }
    "#);
}

#[tokio::test]
async fn what_is_not_known_is_left_out() {
    let item = csl(json!({ "kind": "abstract" })).await;

    assert_eq!(item, json!({ "id": "r", "type": "paper-conference" }));
}

#[tokio::test]
async fn partial_dates_stay_partial_and_unsure_ones_unsure() {
    for (date, issued) in [
        ("2022", json!({ "date-parts": [[2022]] })),
        ("2022-09", json!({ "date-parts": [[2022, 9]] })),
        ("2014?", json!({ "date-parts": [[2014]], "circa": true })),
        ("2020-11-05/2020-11-07", json!({ "date-parts": [[2020, 11, 5], [2020, 11, 7]] })),
    ] {
        let item = csl(json!({ "kind": "journal_article", "year": date })).await;
        assert_eq!(item["issued"], issued, "{date}");
    }
}

#[tokio::test]
async fn a_paper_knows_who_names_it_each_once() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ reference(by: { slug: \"blood-2022-140-1254\" }) {
                lectures { totalCount nodes { slug } }
                summaries { totalCount nodes { slug } }
                outcomes { slug stage }
            } }",
        )
        .await;

    assert_eq!(data["reference"], json!({
        "lectures": { "totalCount": 1, "nodes": [{ "slug": "ash20-2" }] },
        "summaries": { "totalCount": 1, "nodes": [{ "slug": "a-treat-tranexamic-acid" }] },
        "outcomes": [{ "slug": "ash20-2-bleeding-published", "stage": "PUBLISHED" }],
    }));
}
