//! A stage on which everything that can be hidden stands beside its visible twin.

use serde_json::json;

use crate::desk::{Cast, slide};

/// When what is scheduled becomes visible, in microseconds: 2021-05-09T10:30:00.000001Z.
pub(crate) const CURTAIN: i64 = 1_620_556_200_000_001;

/// What readers see.
pub(crate) fn visible() -> Cast {
    Cast::default()
        .topic("blood")
        .person("ada")
        .writer("noor")
        .add("sources", "paper", json!({ "kind": "journal", "title": "A paper" }))
        .add("references", "article", json!({ "kind": "journal_article" }))
        .add("podcast-series", "talks", json!({ "title": "Talks", "language": "en" }))
        .meeting("m", json!({ "topics": ["blood"], "writers": ["noor"] }))
        .trial("t", json!({}))
        .lecture("l", "m", json!({ "topics": ["blood"], "trials": ["t"], "outcomes": [outcome()] }))
        .summary("seen", highlight("seen"))
        .episode("heard", episode())
        .newsletter("sent", json!({ "meeting": "m", "items": [{ "summary": "seen", "teaser": "Read it." }] }))
}

/// What readers do not see: drafts, or what is scheduled for the curtain. Its traces in what they
/// do see come along.
pub(crate) fn hidden(is_draft: bool) -> Cast {
    let status = if is_draft {
        json!({ "status": "draft" })
    } else {
        json!({ "published_at": "2021-05-09T10:30:00.000001Z" })
    };
    let with_status = |mut fields: serde_json::Value| {
        let merged = fields.as_object_mut().unwrap();
        merged.extend(status.as_object().unwrap().clone());
        if is_draft {
            merged.insert("published_at".to_owned(), "2021-05-02T08:00:00Z".into());
        }
        fields
    };
    let items = json!([
        { "summary": "seen", "teaser": "Read it." },
        { "summary": "veiled", "teaser": "A secret." },
        { "episode": "whispered", "teaser": "Another." },
    ]);
    Cast::default()
        .summary("veiled", with_status(highlight("veiled")))
        .episode("whispered", with_status(episode()))
        .newsletter("unsent", with_status(json!({ "meeting": "m", "items": [{ "summary": "seen" }] })))
        .newsletter("sent", json!({ "meeting": "m", "items": items }))
}

fn outcome() -> serde_json::Value {
    json!({
        "slug": "o", "endpoint": "survival", "endpoint_kind": "time_to_event", "endpoint_rank": "primary",
        "stage": "presented", "analysis_set": "intention_to_treat", "trial": "t",
    })
}

fn highlight(slug: &str) -> serde_json::Value {
    json!({
        "lecture": "l",
        "writers": ["noor"],
        "topics": ["blood"],
        "take_home_messages": [{ "text": format!("Remember {slug}."), "outcomes": ["o"] }],
        "references": [{ "reference": "article", "role": "cited" }],
        "slides": [slide(&format!("slide-of-{slug}"))],
        "sources": ["paper"],
    })
}

fn episode() -> serde_json::Value {
    json!({
        "series": "talks",
        "lecture": "l",
        "meeting": "m",
        "people": [{ "person": "ada", "role": "speaker" }],
        "topics": ["blood"],
        "sources": ["paper"],
        "transcript": [{ "start_ms": 0, "end_ms": 900, "text": "Hello." }],
    })
}
