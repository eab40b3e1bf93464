//! Whoever listens is told.

mod crowd;
mod embargo;
mod ended;
mod resumed;

use serde_json::{Value, json};

use crate::desk::Desk;

pub(crate) const PUBLICATIONS: &str = "subscription($after: String) {
  publications(after: $after) { cursor kind at summary { slug standing } notice { kind reason } }
}";

pub(crate) const DESK: &str = "subscription($after: String, $manuscript: ID) {
  deskEvents(after: $after, manuscript: $manuscript) {
    cursor kind by { name } version releasedAt manuscript { id slug stage } notice { reason }
  }
}";

/// Issues a notice that leaves the text as it is.
pub(crate) async fn notice(editor: &Desk, summary: &Value, reason: &str) {
    let document = "mutation($summary: ID!, $input: NoticeInput!) { noticeIssue(summary: $summary, input: $input) { problems { code } } }";
    let input = json!({ "kind": "CLARIFICATION", "reason": reason, "issuer": "The desk" });
    let done = editor.ask(document, json!({ "summary": summary, "input": input })).await;
    assert_eq!(done["noticeIssue"]["problems"], json!([]));
}

/// The id of a summary that readers see.
pub(crate) async fn summary(desk: &Desk) -> Value {
    desk.tell("{ summaries(first: 1) { nodes { id } } }").await["summaries"]["nodes"][0]["id"].take()
}
