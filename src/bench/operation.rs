//! The operations of a reader's day.

use serde_json::{Value, json};

use crate::bundle::{generated_slug, generated_topics};

/// An operation and how its variables vary.
pub(super) struct Operation {
    pub(super) name: &'static str,
    document: &'static str,
    vary: Box<dyn Fn(u32) -> Value + Send + Sync>,
}

/// How many different variables a run goes through.
const VARIANTS: u32 = 400;

impl Operation {
    /// The request body of a run.
    pub(super) fn body(&self, run: u32) -> String {
        json!({ "query": self.document, "variables": (self.vary)(run) }).to_string()
    }

    /// Request bodies to go through.
    pub(super) fn bodies(&self) -> Vec<String> {
        (0..VARIANTS).map(|run| self.body(run)).collect()
    }
}

/// The read operations, over content of so many lectures.
pub(super) fn operations(lectures: u32) -> Vec<Operation> {
    let meetings = (lectures / 100).max(1);
    let summary =
        move |run: u32| json!({ "slug": generated_slug("summary", run.wrapping_mul(7919) % lectures) });
    let meeting = move |run: u32| json!({ "slug": generated_slug("meeting", run % meetings) });
    let listed = move |run: u32| {
        let topic = generated_topics().nth(run as usize % 3);
        json!({ "topic": topic, "meeting": generated_slug("meeting", run % meetings) })
    };
    let fixed = |_| json!({});
    vec![
        Operation {
            name: "summary page",
            document: include_str!("summary.graphql"),
            vary: Box::new(summary),
        },
        Operation { name: "home feed of 20", document: include_str!("feed.graphql"), vary: Box::new(fixed) },
        Operation {
            name: "meeting page",
            document: include_str!("meeting.graphql"),
            vary: Box::new(meeting),
        },
        Operation {
            name: "topic at a meeting",
            document: include_str!("listed.graphql"),
            vary: Box::new(listed),
        },
        Operation {
            name: "publication counts",
            document: include_str!("counts.graphql"),
            vary: Box::new(fixed),
        },
    ]
}
