//! Pages of many parents at once are the pages of each.

use serde_json::{Value, json};

use super::crowd::crowd;
use crate::desk::Desk;

/// The list of a parent, and how to ask for all parents and for one.
struct Children {
    many: &'static str,
    one: &'static str,
    list: &'static str,
    order: &'static str,
    company: &'static str,
}

const CHILDREN: [Children; 5] = [
    Children {
        many: "meetings",
        one: "meeting",
        list: "lectures",
        order: "LectureOrder",
        company: "session { slug }",
    },
    Children {
        many: "topics",
        one: "topic",
        list: "lectures",
        order: "LectureOrder",
        company: "session { slug }",
    },
    Children {
        many: "writers",
        one: "writer",
        list: "summaries",
        order: "SummaryOrder",
        company: "lecture { slug }",
    },
    Children {
        many: "lectures",
        one: "lecture",
        list: "summaries",
        order: "SummaryOrder",
        company: "lecture { slug }",
    },
    Children { many: "writers", one: "writer", list: "meetings", order: "MeetingOrder", company: "" },
];

impl Children {
    fn page(&self) -> String {
        format!(
            "slug {}(first: $first, after: $after, last: $last, before: $before, orderBy: $by) {{
              totalCount
              pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
              nodes {{ slug {} }}
            }}",
            self.list, self.company
        )
    }

    fn arguments(&self) -> String {
        format!("$first: Int, $after: String, $last: Int, $before: String, $by: [{}!]", self.order)
    }

    async fn at_once(&self, desk: &Desk, variables: &Value) -> Vec<Value> {
        let (many, page, arguments) = (self.many, self.page(), self.arguments());
        let document = format!("query({arguments}) {{ {many}(first: 100) {{ nodes {{ {page} }} }} }}");
        let mut data = desk.ask(&document, variables.clone()).await;
        data[many]["nodes"].take().as_array().unwrap().clone()
    }

    async fn one_by_one(&self, desk: &Desk, parents: &[Value], variables: &Value) -> Vec<Value> {
        let (one, page, arguments) = (self.one, self.page(), self.arguments());
        let document =
            format!("query($slug: String!, {arguments}) {{ {one}(by: {{ slug: $slug }}) {{ {page} }} }}");
        let mut found = Vec::new();
        for parent in parents {
            let mut variables = variables.clone();
            variables["slug"] = parent["slug"].clone();
            found.push(desk.ask(&document, variables).await[one].take());
        }
        found
    }
}

#[tokio::test]
async fn pages_of_many_parents_are_the_pages_of_each() {
    let desk = Desk::with(crowd()).await;

    for children in &CHILDREN {
        for by in [Value::Null, json!([{ "field": "SLUG", "direction": "DESC" }])] {
            for size in ["first", "last"] {
                let variables = json!({ size: 3, "by": by });
                let at_once = children.at_once(&desk, &variables).await;
                assert!(at_once.len() > 1);
                assert_eq!(at_once, children.one_by_one(&desk, &at_once, &variables).await);
            }
        }
    }
}

#[tokio::test]
async fn a_cursor_narrows_the_pages_of_many_parents_alike() {
    let desk = Desk::with(crowd()).await;

    for children in &CHILDREN {
        for (size, near, cursor) in [("first", "after", "endCursor"), ("last", "before", "startCursor")] {
            let start = children.at_once(&desk, &json!({ size: 2 })).await;
            let fullest = start.iter().max_by_key(|page| page[children.list]["totalCount"].as_i64()).unwrap();
            let variables = json!({ size: 2, near: fullest[children.list]["pageInfo"][cursor] });
            let at_once = children.at_once(&desk, &variables).await;
            assert_ne!(at_once, start);
            assert_eq!(at_once, children.one_by_one(&desk, &at_once, &variables).await);
        }
    }
}

#[tokio::test]
async fn two_pages_of_the_same_list_stand_side_by_side() {
    let desk = Desk::with(crowd()).await;

    let data = desk
        .tell(
            "{ writers { nodes {
                newest: summaries(first: 1) { nodes { publishedAt } }
                oldest: summaries(last: 1) { nodes { publishedAt } }
                titled: summaries(first: 20, where: { title: { eq: \"Title 1\" } }) { totalCount nodes { title } }
            } } }",
        )
        .await;

    let sam = &data["writers"]["nodes"][2];
    assert_eq!(sam["newest"]["nodes"][0]["publishedAt"], "2021-05-03T08:00:00Z");
    assert_eq!(sam["oldest"]["nodes"][0]["publishedAt"], "2021-05-01T08:00:00Z");
    assert_eq!(sam["titled"]["totalCount"], 5);
    assert_eq!(sam["titled"]["nodes"].as_array().unwrap().len(), 5);
}
