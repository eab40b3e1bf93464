//! Every item of the first sources has a place: `docs/seed-map.md` asks for it and says what is
//! answered.

use serde_json::{Value, json};

use crate::desk::Desk;

const MAP: &str = include_str!("../../docs/seed-map.md");

/// A question of the map: its heading, its document, its answer.
struct Entry<'a> {
    heading: &'a str,
    document: &'a str,
    answer: Value,
}

fn entries() -> Vec<Entry<'static>> {
    let parts = MAP.split("\n## ").skip(1);
    parts
        .map(|part| {
            let heading = part.lines().next().unwrap();
            let answer = serde_json::from_str(block(part, "json")).expect(heading);
            Entry { heading, document: block(part, "graphql"), answer }
        })
        .collect()
}

/// The only fenced block of a language.
fn block<'a>(part: &'a str, language: &str) -> &'a str {
    let fence = format!("\n```{language}\n");
    let mut blocks = part.split(&fence).skip(1);
    let block = blocks.next().unwrap_or_else(|| panic!("no {language} in {part}"));
    assert!(blocks.next().is_none(), "more than one {language} in {part}");
    block.split_once("\n```").unwrap().0
}

#[tokio::test]
async fn every_question_of_the_map_is_answered_as_it_says() {
    let desk = Desk::with_content().await;

    for Entry { heading, document, answer } in entries() {
        assert_eq!(desk.ask(document, json!({})).await, answer, "{heading}");
    }
}

/// What must be read in the answers under a heading that begins so.
const FACTS: [(&str, &[&str]); 14] = [
    ("ASH 2020, congress page: the newsletter", &["BJH 1", "ASH 2020"]),
    (
        "ASH 2020, congress page: the meeting",
        &["62", "62nd Annual Meeting and Exposition", "San Diego", "California", "MOVED_ONLINE", "VIRTUAL",
          "PANDEMIC", "2020-12-05", "2020-12-08", "LEARNING", "COLLABORATION", "NETWORKING"],
    ),
    (
        "ASH 2020, congress page: welcome",
        &["San Diego, California", "5 to 8 December", "PRIMARY", "FURTHER", "employ", "discuss", "analyse"],
    ),
    ("ASH 2020, congress page: the mission", &["Aims", "Domains", "Means"]),
    (
        "ASH 2020, congress page: the service",
        &["Tom Feys", "MSc", "Jolien Blokken", "PhD", "key slides", "summaries", "podcasts", "daily care"],
    ),
    (
        "ESH, words from executives: the message",
        &["ESH Video", "Words from executives", "2024", "Hervé Dombret", "Michaël Hallek", "PRESIDENT",
          "SCIENTIFIC_COMMITTEE_CHAIR", "CONTINUOUS_TRAINING", "EDUCATION", "PROFESSIONAL_DEVELOPMENT"],
    ),
    ("ESH, words from executives: the sections", &["The audience", "Scientific Committee"]),
    (
        "ESH, words from executives and about: the format",
        &["2.5", "2,5 -3 day", "200", "500", "FULLY_TRAINED", "IN_TRAINING", "NEW_OFTEN_UNPUBLISHED",
          "INDIVIDUAL_MENTORING", "MEET_THE_EXPERT", "CONTROVERSIAL_DEBATE", "WORKSHOP", "POSTER",
          "CLINICAL_CASE_STUDY"],
    ),
    (
        "ESH, words from executives and about: needs",
        &["NEED", "PRIMARY", "INTERNATIONAL", "PAN_EUROPEAN", "Younger scientists", "Research networks"],
    ),
    (
        "ESH, words from executives and about: training tools",
        &["INTERACTIVE_HANDBOOK", "CONFERENCE_WEBCAST", "Eurocord-Ed", "currical", "HAEMATOLOGIST", "WORLDWIDE"],
    ),
    (
        "ESH, words from executives: accreditation",
        &["FOUNDING_PARTNER", "ACCREDITATION_PROVIDER", "PRIOR_PEER_REVIEW", "ONGOING_EVALUATION"],
    ),
    ("ESH, words from executives: thirty years", &["1985", "30", "SUPPORT", "Feedback"]),
    (
        "ESH, about: the School",
        &["European School of Haematology", "ESH", "1985", "EUROPEAN", "35000", "MORE_THAN", "esh.org",
          "Spreading information", "Lifelong learning", "Access to leading knowledge"],
    ),
    ("ESH, about: the film", &["Alain Monclin", "Studio Video University of Paris Diderot", "2010", "FILM"]),
];

#[test]
fn the_facts_of_the_first_sources_are_in_the_answers() {
    let entries = entries();

    for (beginning, facts) in FACTS {
        let entry = entries.iter().find(|entry| entry.heading.starts_with(beginning)).expect(beginning);
        let answer = entry.answer.to_string();
        for fact in facts {
            assert!(answer.contains(fact), "{fact} is not under “{}”", entry.heading);
        }
    }
    assert_eq!(entries.len(), FACTS.len());
}

#[test]
fn the_audience_that_was_not_printed_was_not_made_up() {
    let entries = entries();
    let answer = |beginning: &str| {
        let entry = entries.iter().find(|entry| entry.heading.starts_with(beginning)).expect(beginning);
        entry.answer.clone()
    };

    let series = answer("ESH, words from executives and about: the format");
    let message = answer("ESH, words from executives: the sections");

    assert_eq!(series["meetingSeries"]["isAudiencePrintedEmpty"], true);
    let sections = message["executiveMessage"]["sections"].as_array().unwrap();
    assert!(sections.contains(&json!({ "heading": "The audience", "text": null })));
}
