//! What the arguments of a list may be.

use serde_json::{Value, json};

use super::crowd::crowd;
use crate::desk::{Cast, Desk};

const LECTURES: &str = "query(
  $first: Int, $after: String, $last: Int, $before: String, $where: LectureWhere, $by: [LectureOrder!]
) {
  lectures(first: $first, after: $after, last: $last, before: $before, where: $where, orderBy: $by) {
    totalCount
    nodes { slug }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}";

async fn is_refused(desk: &Desk, variables: Value, code: &str, sentence: &str) {
    let (found, words) = desk.refusal(LECTURES, variables).await;
    assert_eq!(found, code, "{words}");
    assert!(words.contains(sentence), "{words}");
}

#[tokio::test]
async fn a_page_holds_twenty_unless_somebody_says() {
    let desk = Desk::with(crowd()).await;

    let data = desk.ask(LECTURES, json!({})).await;

    assert_eq!(data["lectures"]["nodes"].as_array().unwrap().len(), 20);
    assert_eq!(data["lectures"]["totalCount"], 26);
    assert_eq!(data["lectures"]["pageInfo"]["hasNextPage"], true);
}

#[tokio::test]
async fn a_page_may_hold_a_hundred_and_no_more() {
    let desk = Desk::with(crowd()).await;

    let data = desk.ask(LECTURES, json!({ "first": 100 })).await;

    assert_eq!(data["lectures"]["nodes"].as_array().unwrap().len(), 26);
    is_refused(&desk, json!({ "first": 101 }), "LIMIT_EXCEEDED", "`first` is 101; a page holds at most 100").await;
    is_refused(&desk, json!({ "last": 101 }), "LIMIT_EXCEEDED", "`last` is 101; a page holds at most 100").await;
}

#[tokio::test]
async fn a_page_may_hold_nothing_but_not_less() {
    let desk = Desk::with(crowd()).await;

    let data = desk.ask(LECTURES, json!({ "first": 0 })).await;

    assert_eq!(data["lectures"]["nodes"], json!([]));
    let info = json!({ "hasNextPage": true, "hasPreviousPage": false, "startCursor": null, "endCursor": null });
    assert_eq!(data["lectures"]["pageInfo"], info);
    is_refused(&desk, json!({ "first": -1 }), "BAD_USER_INPUT", "`first` is -1; it is a number from 0 to 100").await;
    is_refused(&desk, json!({ "last": -1 }), "BAD_USER_INPUT", "`last` is -1; it is a number from 0 to 100").await;
}

#[tokio::test]
async fn first_and_last_exclude_each_other() {
    let desk = Desk::with(crowd()).await;

    is_refused(&desk, json!({ "first": 1, "last": 1 }), "BAD_USER_INPUT", "Give `first` or `last`, not both.").await;
}

#[tokio::test]
async fn a_cursor_is_good_under_its_own_order_only() {
    let desk = Desk::with(crowd()).await;
    let data = desk.ask(LECTURES, json!({ "first": 3 })).await;
    let cursor = &data["lectures"]["pageInfo"]["endCursor"];

    let turned = json!([{ "field": "ABSTRACT_NUMBER", "direction": "DESC" }]);
    for by in [turned, json!([{ "field": "TITLE" }]), json!([{ "field": "ABSTRACT_NUMBER" }, { "field": "TITLE" }])] {
        for near in ["after", "before"] {
            let sentence = format!("`{near}` is not a cursor of this list in this order");
            is_refused(&desk, json!({ near: cursor, "by": by }), "BAD_USER_INPUT", &sentence).await;
        }
    }
}

#[tokio::test]
async fn what_is_no_cursor_is_refused_with_a_sentence() {
    let desk = Desk::with(crowd()).await;
    let by_title = json!([{ "field": "TITLE" }]);
    let by_number = json!([{ "field": "ABSTRACT_NUMBER" }]);
    let id = "00000000000070008000000000000001";

    // Garbage; base64 of garbage; of JSON that is no cursor; of a cursor with a value of another kind.
    let nothing_and_a_null = format!(r#"["+Title",null,"{id}"]"#);
    let a_number = format!(r#"["+Title",7,"{id}"]"#);
    let one_too_many = format!(r#"["+Title","a","b","{id}"]"#);
    let for_title = ["", "x", "=", "[]", "{}", "null", r#"["+Title"]"#, r#"["+Title","a","x"]"#];
    for text in for_title.into_iter().chain([&*nothing_and_a_null, &a_number, &one_too_many]) {
        for cursor in [text.to_owned(), encoded(text)] {
            let variables = json!({ "after": cursor, "by": by_title });
            is_refused(&desk, variables, "BAD_USER_INPUT", "`after` is not a cursor of this list").await;
        }
    }

    let good = encoded(&format!(r#"["+AbstractNumber",null,"{id}"]"#));
    desk.ask(LECTURES, json!({ "after": good, "by": by_number })).await;
}

fn encoded(text: &str) -> String {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

    BASE64_URL_SAFE_NO_PAD.encode(text)
}

#[tokio::test]
async fn a_page_lies_between_two_cursors() {
    let desk = Desk::with(crowd()).await;
    let all = desk.ask(LECTURES, json!({ "first": 10 })).await;
    let start = desk.ask(LECTURES, json!({ "first": 2 })).await;
    let (after, before) =
        (&start["lectures"]["pageInfo"]["endCursor"], &all["lectures"]["pageInfo"]["endCursor"]);

    let between = desk.ask(LECTURES, json!({ "after": after, "before": before, "first": 100 })).await;

    let expected = &all["lectures"]["nodes"].as_array().unwrap()[2..9];
    assert_eq!(between["lectures"]["nodes"].as_array().unwrap(), expected);
}

#[tokio::test]
async fn a_count_is_of_the_whole_list_under_its_filter() {
    let desk = Desk::with(crowd()).await;

    let fitting = json!({ "title": { "eq": "Title 1" } });
    let data = desk.ask(LECTURES, json!({ "first": 2, "where": fitting })).await;

    assert_eq!(data["lectures"]["totalCount"], 5);
    assert_eq!(data["lectures"]["nodes"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_list_is_sorted_by_four_fields_at_most() {
    let desk = Desk::with(crowd()).await;
    let thrice = json!([{ "field": "TITLE" }, { "field": "SLUG" }, { "field": "ABSTRACT_NUMBER" }]);
    let repeated = json!([{ "field": "TITLE" }, { "field": "TITLE" }, { "field": "TITLE" }, { "field": "TITLE" },
                          { "field": "TITLE", "direction": "DESC" }]);

    let once = desk.ask(LECTURES, json!({ "by": [{ "field": "TITLE" }] })).await;

    desk.ask(LECTURES, json!({ "by": thrice })).await;
    assert_eq!(desk.ask(LECTURES, json!({ "by": repeated })).await, once);
}

#[tokio::test]
async fn an_empty_list_is_a_page_too() {
    let desk = Desk::with(Cast::default()).await;

    let data = desk.ask(LECTURES, json!({ "last": 5 })).await;

    let info = json!({ "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null });
    assert_eq!(data["lectures"], json!({ "totalCount": 0, "nodes": [], "pageInfo": info }));
}
