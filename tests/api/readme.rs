//! The first query of the README, answered as the README says.

use serde_json::{Value, json};

use crate::desk::Desk;

#[tokio::test]
async fn the_first_query_is_answered_as_the_readme_says() {
    let readme = include_str!("../../README.md");
    let between = |from: &str, to: &str| readme.split_once(from).unwrap().1.split_once(to).unwrap().0;

    let desk = Desk::with_content().await;
    let reply = desk.reply(between("--data-urlencode 'query=", "'\n"), json!({})).await;

    assert_eq!(reply, serde_json::from_str::<Value>(between("```json\n", "```")).unwrap());
}
