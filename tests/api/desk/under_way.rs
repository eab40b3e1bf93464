//! Somebody else in the middle of a change, whom deeds wait for. Only on a server: in a file there is one pen, and who
//! waits for it has not begun.

use std::time::{Duration, Instant};

use congress_highlights::{app::App, database::Transaction};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::Desk;

/// What waits for nobody is done by then.
pub(crate) const SOON: Duration = Duration::from_secs(3);

/// A change that was begun in another process.
pub(crate) struct UnderWay {
    app: App,
    tx: Transaction,
}

const WAITING: &str =
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

const FLUSHERS: &str = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%pg_logical_emit_message(%' AND pid <> pg_backend_pid()";

impl Desk {
    /// Begins one with what it does; none in a file.
    pub(crate) async fn under_way(&self, sql: &str) -> Option<UnderWay> {
        if self.app.db.reader().get_database_backend() != DbBackend::Postgres {
            return None;
        }
        let app = self.elsewhere().await;
        let tx = app.db.begin().await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        Some(UnderWay { app, tx })
    }
}

impl UnderWay {
    /// Returns when somebody waits for it.
    pub(crate) async fn is_awaited(&self) {
        let begin = Instant::now();
        while self.found(WAITING).await == 0 {
            assert!(begin.elapsed() < Duration::from_secs(8), "nobody waits");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Breaks the connections that wait for the disk, as if the server had been started anew.
    pub(crate) async fn cut_off_flushers(&self) {
        assert!(self.found(FLUSHERS).await > 0);
    }

    /// Ends it: what it did is done.
    pub(crate) async fn ends(self) {
        self.tx.commit().await.unwrap();
    }

    async fn found(&self, sql: &str) -> usize {
        let asked = Statement::from_string(DbBackend::Postgres, sql);
        self.app.db.reader().query_all_raw(asked).await.unwrap().len()
    }
}
