//! Who may what: what the service answers to each role is what the table says, in the document that people read and in
//! what introspection shows.

mod asking;
mod crawl;
mod rows;
mod view;

use congress_highlights::{
    policy::{Policy, Standing},
    schema,
};
use entity::account::Role;
use sea_orm::Iterable;

use crate::desk::Desk;

/// What people read.
const WRITTEN: &str = include_str!("../../../docs/who-may-what.md");

/// Nobody in particular, and somebody of each role, by the name of its column.
async fn everybody(desk: &Desk) -> Vec<(String, Desk)> {
    let mut all = vec![("anonymous".to_owned(), desk.seen_by(None))];
    for role in Role::iter() {
        let name = format!("{role:?}").to_lowercase();
        let viewer = desk.signed_in(&format!("{name}@example.org"), &[role]).await;
        all.push((name, viewer));
    }
    all
}

#[test]
fn every_line_names_something_and_every_deed_has_a_line() {
    let policy = Policy::over(&schema::sdl()).unwrap();

    assert_eq!(policy.gaps(), Vec::<String>::new());
}

#[test]
fn a_deed_that_has_no_line_is_for_nobody() {
    let contract = "type Query { summaries: Int } type Mutation { summaryBurn: Int signOut: Int } schema { query: Query mutation: Mutation }";
    let policy = Policy::over(contract).unwrap();

    assert!(policy.gaps().contains(&"Mutation.summaryBurn".to_owned()));
    let all = Standing::of(&Role::iter().collect::<Vec<_>>());
    assert!(!policy.permits(all, "Mutation", "summaryBurn"));
    assert!(policy.permits(Standing::ANONYMOUS, "Mutation", "signOut"));
    assert!(policy.permits(Standing::ANONYMOUS, "Query", "summaries"));
}

#[test]
fn who_may_what_is_written_down() {
    let told = Policy::over(&schema::sdl()).unwrap().matrix().unwrap();

    assert!(told == WRITTEN, "docs/who-may-what.md is behind the code; `cargo policy` renews it");
}
