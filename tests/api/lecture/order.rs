//! Abstract numbers sort as a reader expects.

use serde_json::{Value, json};

use crate::desk::{Cast, Desk};

async fn numbers(desk: &Desk, meeting: &str, direction: &str) -> Vec<Value> {
    let document = "query($slug: String!, $direction: Direction!) {
      meeting(by: { slug: $slug }) {
        lectures(first: 100, orderBy: [{ field: ABSTRACT_NUMBER, direction: $direction }]) { nodes { abstractNumber } }
      }
    }";
    let mut data = desk.ask(document, json!({ "slug": meeting, "direction": direction })).await;
    let nodes = data["meeting"]["lectures"]["nodes"].as_array_mut().unwrap();
    nodes.iter_mut().map(|node| node["abstractNumber"].take()).collect()
}

#[tokio::test]
async fn abstracts_of_ash_2020_come_in_natural_order() {
    let desk = Desk::with_content().await;

    let mut found = numbers(&desk, "ash-2020", "ASC").await;
    let unknown = found.split_off(14);

    let expected =
        ["2", "6", "16", "34", "217", "330", "412", "543", "549", "634", "654", "1248", "3140", "LBA-4"];
    assert_eq!(found, expected);
    assert_eq!(unknown, vec![Value::Null; 35]);
}

#[tokio::test]
async fn each_lettered_series_stands_apart_and_what_is_unknown_last() {
    let scattered = ["LBA-12", "412", "1501O_PR", "6", "LB2601", "34", "LBA-4"];
    let cast = scattered.iter().fold(Cast::default().meeting("m", json!({})), |cast, number| {
        cast.lecture(&format!("l-{}", number.to_lowercase().replace('_', "-")), "m", json!({ "abstract_number": number }))
    });
    let desk = Desk::with(cast.lecture("l", "m", json!({}))).await;

    let ascending = numbers(&desk, "m", "ASC").await;
    let descending = numbers(&desk, "m", "DESC").await;

    let natural = json!(["6", "34", "412", "1501O_PR", "LB2601", "LBA-4", "LBA-12", null]);
    assert_eq!(json!(ascending), natural);
    let turned = json!(["LBA-12", "LBA-4", "LB2601", "1501O_PR", "412", "34", "6", null]);
    assert_eq!(json!(descending), turned);
}
