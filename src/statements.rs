//! Counts the SQL statements of a request, for its log line and for the budgets in the tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::metric::Info;

tokio::task_local! {
    static COUNTER: Arc<AtomicU64>;
}

/// A statement slower than this is named in the log.
const SLOW: std::time::Duration = std::time::Duration::from_millis(500);

/// Runs a future and tells how many statements it took. A count within a count counts for both.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u64) {
    let counter = Arc::new(AtomicU64::new(0));
    let done = COUNTER.scope(Arc::clone(&counter), work).await;
    let statements = counter.load(Ordering::Relaxed);
    let _outermost = COUNTER.try_with(|outer| outer.fetch_add(statements, Ordering::Relaxed));
    (done, statements)
}

pub(crate) fn count(info: &Info<'_>) {
    let _outside_a_request = COUNTER.try_with(|counter| counter.fetch_add(1, Ordering::Relaxed));
    if info.elapsed > SLOW {
        tracing::warn!(duration_ms = info.elapsed.as_millis(), sql = info.statement.sql, "a slow statement");
    }
}
