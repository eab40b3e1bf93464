//! Counts the SQL statements of a request, for its log line and for the budgets in the tests.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

tokio::task_local! {
    static COUNTER: Arc<AtomicU64>;
}

/// A statement slower than this is named in the log.
const SLOW: Duration = Duration::from_millis(500);

/// Runs a future and tells how many statements it took. A count within a count counts for both.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u64) {
    let counter = Arc::new(AtomicU64::new(0));
    let done = COUNTER.scope(Arc::clone(&counter), work).await;
    let statements = counter.load(Ordering::Relaxed);
    let _outermost = COUNTER.try_with(|outer| outer.fetch_add(statements, Ordering::Relaxed));
    (done, statements)
}

/// Counts statements that were taken on another task.
pub(crate) fn add(statements: u64) {
    let _outside_a_request = COUNTER.try_with(|counter| counter.fetch_add(statements, Ordering::Relaxed));
}

/// Counts a statement that took so long.
pub(crate) fn count(sql: &str, elapsed: Duration) {
    let _outside_a_request = COUNTER.try_with(|counter| counter.fetch_add(1, Ordering::Relaxed));
    if elapsed > SLOW {
        tracing::warn!(duration_ms = elapsed.as_millis(), sql, "a slow statement");
    }
}
