//! The two engines behind one door. SQLite has one writer, whose transactions take the lock at
//! once, and a pool of readers that never wait for it; PostgreSQL has one pool for both.

use std::{path::Path, time::Duration};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::statements;

/// Where the content is kept.
#[derive(Clone, Debug)]
pub struct Database {
    readers: DatabaseConnection,
    writer: DatabaseConnection,
}

/// How many connections a pool may open.
const READERS: u32 = 8;

/// The longest a statement may run; an operation's own deadline is shorter.
pub const STATEMENT_LIMIT: Duration = Duration::from_secs(10);

impl Database {
    /// Opens the file, which is made if it is missing.
    pub async fn open_file(file: &Path) -> Result<Self, DbErr> {
        let url = format!("sqlite:{}", file.display());
        let mut writer = options(&url, 1);
        writer.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
        });
        let mut readers = options(&url, READERS);
        readers.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(256)
                .row_buffer_size(1_000)
                .pragma("query_only", "on")
                .pragma("temp_store", "memory")
                .pragma("mmap_size", "1073741824")
        });
        let writer = sea_orm::Database::connect(writer).await?;
        let readers = sea_orm::Database::connect(readers).await?;
        Ok(Self::counted(readers, writer))
    }

    /// Opens a PostgreSQL database by its address, `postgres://user@host/name`.
    pub async fn open_server(url: &str) -> Result<Self, DbErr> {
        let mut pool = options(url, READERS * 2);
        pool.map_sqlx_postgres_opts(|postgres| {
            postgres.application_name("congress-highlights").statement_cache_capacity(512).options([
                ("statement_timeout", format!("{}s", STATEMENT_LIMIT.as_secs())),
                ("jit", "off".to_owned()),
                // Our statements have one plan each; without this the planner looks for a better one
                // at every run, which takes longer than the statement.
                ("plan_cache_mode", "force_generic_plan".to_owned()),
            ])
        });
        let pool = sea_orm::Database::connect(pool).await?;
        Ok(Self::counted(pool.clone(), pool))
    }

    /// For questions.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// Begins a change. On SQLite it holds the only pen until it ends.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// Ends all connections; SQLite then folds its log back into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.readers.close().await?;
        self.writer.close().await
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.writer, None).await
    }

    /// How many migrations have not been run yet.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations_read_only(&self.writer).await?.len())
    }

    /// Takes every table away; for tests of the way back.
    pub async fn unmigrate(&self) -> Result<(), DbErr> {
        Migrator::down(&self.writer, None).await
    }

    fn counted(mut readers: DatabaseConnection, mut writer: DatabaseConnection) -> Self {
        readers.set_metric_callback(statements::count);
        writer.set_metric_callback(statements::count);
        Self { readers, writer }
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .sqlx_logging(false);
    options
}
