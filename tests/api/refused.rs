//! What is refused before anything runs: texts that are no scalar, and more input than is read.

use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn a_text_that_is_no_orcid_is_refused_where_it_stands() {
    let desk = Desk::open().await;

    let literal =
        desk.refusal(r#"{ person(by: { orcid: "0000-0002-1825-0098" }) { name } }"#, json!({})).await;
    let variable =
        desk.refusal("query ($o: Orcid!) { person(by: { orcid: $o }) { name } }", json!({ "o": "x" })).await;
    let deep = desk
        .refusal("query ($by: TrialBy!) { trial(by: $by) { slug } }", json!({ "by": { "nctId": "NCT1" } }))
        .await;

    let form =
        "is not an ORCID; it is four groups of four digits with a check digit, such as 0000-0002-1825-0097";
    assert_eq!(literal.0, "BAD_USER_INPUT");
    assert_eq!(literal.1, format!("The text here does not fit Orcid: “0000-0002-1825-0098” {form}."));
    assert_eq!(variable.1, format!("The variable $o does not fit Orcid: “x” {form}."));
    assert_eq!(
        deep.1,
        "The variable $by.nctId does not fit NctId: “NCT1” is not a number of ClinicalTrials.gov; it is NCT and eight digits, such as NCT03180736."
    );
}

#[tokio::test]
async fn no_text_holds_the_character_zero() {
    let desk = Desk::open().await;
    let by_slug = "query ($s: String!) { meeting(by: { slug: $s }) { name } }";

    let literal = desk.refusal(r#"{ meeting(by: { slug: "a\u0000b" }) { name } }"#, json!({})).await;
    let variable = desk.refusal(by_slug, json!({ "s": "a\u{0}b" })).await;
    let filter = desk
        .refusal(
            "query ($w: MeetingWhere) { meetings(where: $w) { totalCount } }",
            json!({ "w": { "slug": { "in": ["a", "\u{0}"] } } }),
        )
        .await;

    assert_eq!(
        literal,
        (
            "BAD_USER_INPUT".to_owned(),
            "The text here holds the character U+0000, which no text of ours does.".to_owned()
        )
    );
    assert_eq!(variable.1, "The variable $s holds the character U+0000, which no text of ours does.");
    assert_eq!(filter.1, "The variable $w.slug.in.1 holds the character U+0000, which no text of ours does.");
}

#[tokio::test]
async fn more_input_than_is_read_is_refused() {
    let desk = Desk::open().await;
    let slugs: Vec<String> = (0..101).map(|n| format!("meeting-{n}")).collect();
    let listed = "query ($in: [String!]) { meetings(where: { slug: { in: $in } }) { totalCount } }";
    let nested =
        json!({ "or": (0..60).map(|_| json!({ "slug": { "in": slugs[..20] } })).collect::<Vec<_>>() });

    let long = desk.refusal(listed, json!({ "in": slugs })).await;
    let written = format!("{{ meetings(where: {{ slug: {{ in: {} }} }}) {{ totalCount }} }}", json!(slugs));
    let much = desk
        .refusal("query ($w: MeetingWhere) { meetings(where: $w) { totalCount } }", json!({ "w": nested }))
        .await;

    assert_eq!(
        long,
        ("LIMIT_EXCEEDED".to_owned(), "A list of the input has 101 values; at most 100 are read.".to_owned())
    );
    assert_eq!(desk.refusal(&written, json!({})).await, long);
    assert_eq!(much.1, "The input holds 1382 values; at most 1000 are read.");
    assert_eq!(
        desk.ask(listed, json!({ "in": slugs[..100] })).await,
        json!({ "meetings": { "totalCount": 0 } })
    );
}
