//! Where sources disagree on who presented, each claim is kept.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::{Cast, Desk};

#[tokio::test]
async fn two_sources_name_two_presenters() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ lecture(by: { slug: \"ash20-lba-jak2\" }) {
                presenters { name }
                contributions(roles: [PRESENTER]) { person { name } isDisputed affiliations sources { slug } }
            } }",
        )
        .await;

    assert_json_snapshot!(data["lecture"], @r#"
    {
      "presenters": [
        {
          "name": "Nicholas Williams"
        },
        {
          "name": "Jyoti Nangalia"
        }
      ],
      "contributions": [
        {
          "person": {
            "name": "Nicholas Williams"
          },
          "isDisputed": true,
          "affiliations": [
            "Wellcome Sanger Institute, United Kingdom"
          ],
          "sources": [
            {
              "slug": "m3-jak2"
            }
          ]
        },
        {
          "person": {
            "name": "Jyoti Nangalia"
          },
          "isDisputed": true,
          "affiliations": [],
          "sources": [
            {
              "slug": "ashnewsdaily-best-malignant"
            }
          ]
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn whoever_plays_two_parts_is_one_person_and_the_lecture_one_lecture() {
    let parts = json!([
        { "person": "ada", "role": "presenter", "is_disputed": true, "sources": ["a"] },
        { "person": "ada", "role": "presenter", "is_disputed": true, "sources": ["b"] },
        { "person": "bob", "role": "presenter", "is_disputed": true },
        { "person": "ada", "role": "senior_author" },
    ]);
    let cast = Cast::default()
        .add("sources", "a", json!({ "kind": "news", "title": "A" }))
        .add("sources", "b", json!({ "kind": "news", "title": "B" }))
        .person("ada")
        .person("bob")
        .meeting("m", json!({}))
        .lecture("l", "m", json!({ "people": parts }));
    let desk = Desk::with(cast).await;

    let data = desk
        .tell(
            "{ lecture(by: { slug: \"l\" }) { presenters { name } contributions { role } }
               person(by: { slug: \"ada\" }) { lectures { totalCount nodes { slug } } contributions { totalCount } } }",
        )
        .await;

    assert_eq!(data["lecture"]["presenters"], json!([{ "name": "ada" }, { "name": "bob" }]));
    assert_eq!(data["lecture"]["contributions"].as_array().unwrap().len(), 4);
    assert_eq!(data["person"]["lectures"], json!({ "totalCount": 1, "nodes": [{ "slug": "l" }] }));
    assert_eq!(data["person"]["contributions"]["totalCount"], 3);
}
