//! Whoever listens is told.

mod crowd;
mod embargo;
mod ended;
mod resumed;

use entity::{
    audit_entry::{self, Deed},
    event::{self, Kind},
    subject::Subject,
    value::Instant,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, MORNING};

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

/// Something that happened to a summary.
fn row(number: i64, kind: Kind, summary: Uuid) -> event::Model {
    event::Model {
        id: Uuid::from_u128(0xE0_0000_0000 + u128::try_from(number).unwrap()),
        number,
        at: Instant(MORNING),
        kind,
        summary_id: summary,
        notice_id: None,
        account_id: None,
        version: None,
        released_at: None,
        shown_at: None,
    }
}

/// Writes events past the log, all at once.
async fn write(desk: &Desk, rows: Vec<event::Model>) {
    let tx = desk.app.db.begin().await.unwrap();
    for rows in rows.chunks(500) {
        let entries = rows.iter().map(|row| {
            audit_entry::ActiveModel::from(audit_entry::Model {
                id: row.id,
                number: row.number,
                at: row.at,
                account_id: None,
                deed: Deed::NoticeIssue,
                subject: Subject::Summary,
                subject_id: row.summary_id,
                detail: String::new(),
                hash: String::new(),
            })
        });
        audit_entry::Entity::insert_many(entries).exec_without_returning(&tx).await.unwrap();
        let events = rows.iter().cloned().map(event::ActiveModel::from);
        event::Entity::insert_many(events).exec_without_returning(&tx).await.unwrap();
    }
    for row in rows.iter().filter(|row| row.kind == Kind::Withdraw) {
        let taken_back = event::Entity::update_many()
            .col_expr(event::Column::ShownAt, Expr::value(Option::<i64>::None))
            .filter(event::Column::SummaryId.eq(row.summary_id));
        taken_back.exec(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}
