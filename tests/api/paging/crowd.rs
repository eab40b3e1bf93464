//! A crowd to page through: few rows, but with every trouble a list can have. Numbers, dates and
//! moments that are missing, and that many rows share; ties in every field that can have them; people
//! who play two parts in the same thing.

use serde_json::{Value, json};

use crate::desk::Cast;

/// Abstract numbers in their natural order.
pub(crate) const NUMBERS: [&str; 9] = ["2", "6", "34", "101", "412", "1248", "LB2601", "LBA-4", "LBA-12"];

/// Dates in the order of their beginning.
pub(crate) const DATES: [&str; 7] =
    ["2009", "2009-09", "2009-09-11/2009-09-13", "2011?", "2020-12-05", "2020-12-06", "2021"];

const MEETINGS: usize = 14;
const LECTURES: usize = 26;
const SUMMARIES: usize = 19;

pub(crate) fn crowd() -> Cast {
    let mut cast = Cast::default()
        .topic("blood")
        .topic("marrow")
        .person("ada")
        .writer("noor")
        .writer("sam")
        .add("organisations", "school", json!({ "name": "School" }))
        .add("sources", "paper", json!({ "kind": "journal", "title": "A paper" }))
        .add("references", "article", json!({ "kind": "journal_article" }))
        .add("meeting-series", "series", json!({ "name": "Series", "kind": "congress" }))
        .trial("trial", json!({}));
    for number in 0..MEETINGS {
        cast = cast.meeting(&format!("meeting-{number:02}"), meeting(number));
    }
    cast = cast.add(
        "sessions",
        "session",
        json!({ "meeting": "meeting-00", "position": 1, "kind": "oral", "name": "Session" }),
    );
    for number in 0..LECTURES {
        cast = cast.lecture(&format!("lecture-{number:02}"), held_at(number), lecture(number));
    }
    for number in 0..SUMMARIES {
        cast = cast.summary(&format!("summary-{number:02}"), summary(number));
    }
    cast
}

/// Every third has no date; names come in pairs.
fn meeting(number: usize) -> Value {
    let mut announced = json!({ "kind": "announced" });
    if number % 3 > 0 {
        announced["starts_on"] = DATES[number * 5 % DATES.len()].into();
    }
    json!({
        "name": format!("Meeting {}", number / 2 % 4),
        "series": "series",
        "schedule": [announced],
        "writers": if number % 2 == 0 { json!(["noor", "sam"]) } else { json!(["sam"]) },
        "organisations": [
            { "organisation": "school", "role": "organiser" },
            { "organisation": "school", "role": "publisher" },
        ],
        "people": [{ "person": "ada", "role": "chair" }, { "person": "ada", "role": "speaker" }],
        "topics": ["blood"],
        "references": [
            { "reference": "article", "role": "abstract" },
            { "reference": "article", "role": "coverage" },
        ],
        "sources": ["paper"],
    })
}

/// Two meetings hold most of them.
fn held_at(number: usize) -> &'static str {
    ["meeting-00", "meeting-00", "meeting-01", "meeting-02"][number % 4]
}

/// Every fourth has no number; numbers and titles repeat.
fn lecture(number: usize) -> Value {
    let mut lecture = json!({
        "title": format!("Title {}", number % 5),
        "trials": ["trial"],
        "people": [{ "person": "ada", "role": "presenter" }, { "person": "ada", "role": "first_author" }],
        "topics": if number % 2 == 0 { json!(["blood", "marrow"]) } else { json!(["blood"]) },
        "references": [
            { "reference": "article", "role": "abstract" },
            { "reference": "article", "role": "later_publication" },
        ],
        "sources": ["paper"],
    });
    if held_at(number) == "meeting-00" {
        lecture["session"] = "session".into();
    }
    if number % 4 > 0 {
        lecture["abstract_number"] = NUMBERS[number * 7 % NUMBERS.len()].into();
    }
    lecture
}

/// Three moments for all of them.
fn summary(number: usize) -> Value {
    json!({
        "title": format!("Title {}", number % 4),
        "lecture": format!("lecture-{:02}", number % 3),
        "published_at": format!("2021-05-0{}T08:00:00Z", 1 + number % 3),
        "writers": if number % 2 == 0 { json!(["noor", "sam"]) } else { json!(["sam"]) },
        "topics": if number % 2 == 0 { json!(["blood", "marrow"]) } else { json!(["blood"]) },
        "references": [
            { "reference": "article", "role": "cited" },
            { "reference": "article", "role": "coverage" },
        ],
    })
}
