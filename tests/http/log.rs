//! The line each request leaves in the log.

use std::{
    io::{Result, Write},
    sync::{Arc, Mutex},
};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::desk::Desk;

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Kept {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Kept {
    fn lines(&self) -> Vec<String> {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap().lines().map(str::to_owned).collect()
    }
}

/// What a server logs while a question is asked.
async fn logged(query: &str, variables: serde_json::Value) -> Vec<String> {
    let desk = Desk::open().await;
    let kept = Kept::default();
    // Without a subscriber for all threads, a call first made on another thread is taken for one that nobody wants.
    let _done_before = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    let subscriber = tracing_subscriber::fmt().with_writer(kept.clone()).with_ansi(false).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    desk.ask_with(query, variables).await;
    kept.lines()
}

#[tokio::test]
async fn a_request_leaves_one_line_that_says_what_it_cost() {
    let lines = logged("query Cost { statements(count: 3) }", json!({})).await;

    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in [
        "INFO",
        "http.method=POST",
        "graphql.operation=\"Cost\"",
        "graphql.type=query",
        "status=200",
        "statements=3",
        "duration_ms=",
    ] {
        assert!(lines[0].contains(part), "{part}: {}", lines[0]);
    }
}

#[tokio::test]
async fn nothing_a_caller_wrote_is_logged_but_the_name_of_the_operation() {
    let lines = logged(
        "query Q($t: String!) { unicode(text: $t) b: unicode(text: \"hidden words\") }",
        json!({ "t": "hidden variable" }),
    )
    .await;

    assert_eq!(lines.len(), 1);
    assert!(!lines[0].contains("hidden"), "{}", lines[0]);
}

#[tokio::test]
async fn what_broke_is_in_the_log_under_the_id_that_was_answered() {
    let lines = logged("{ leaks }", json!({})).await;

    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("ERROR") && lines[0].contains("SELECT secret") && lines[0].contains("error.id="),
        "{}",
        lines[0]
    );
}

#[tokio::test]
async fn a_name_of_any_length_leaves_a_short_line() {
    let lines = logged(&format!("query {} {{ __typename }}", "N".repeat(20_000)), json!({})).await;

    assert!(lines[0].len() < 600, "{}", lines[0].len());
}
