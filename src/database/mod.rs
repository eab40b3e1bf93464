//! The two engines behind one door. SQLite has one writer, whose transactions take the lock at
//! once, and readers that never wait for it.

mod reader;
mod rows;
mod transaction;

pub use reader::Reader;
pub(crate) use rows::{Filled, Rows, insert_from, named};
pub(crate) use transaction::Held;
pub use transaction::Transaction;

use std::{path::Path, time::Duration};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::{
        ConnectOptions as _,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::statements;
use reader::{IDLE, is_gone};
use transaction::{Company, On, TAKES_LONG};

/// Where the content is kept.
#[derive(Clone, Debug)]
pub struct Database {
    reader: Reader,
    /// For what is read as it was at one moment.
    snapshots: DatabaseConnection,
    writer: DatabaseConnection,
    /// Waits for the disk of a server.
    flusher: DatabaseConnection,
    company: Company,
}

/// How many connections readers may open to a file, and to a server.
const FILE_READERS: usize = 8;
const SERVER_READERS: usize = 16;

/// How many connections a server gives to writers and snapshots.
const WRITERS: u32 = 8;

/// How long a statement waits for a lock.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// How long a change on a server may do nothing before the server takes it back, in seconds.
const IDLE_CHANGE: u32 = 15;

/// On a server, one after the other brings the tables up to date.
const ONE_MIGRATES: &str = "SELECT pg_advisory_xact_lock(7094862114)";

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
                .busy_timeout(LOCK_WAIT)
        });
        let mut snapshots = options(&url, 1);
        snapshots.min_connections(0).map_sqlx_sqlite_opts(read_only);
        let writer = sea_orm::Database::connect(writer).await?;
        let snapshots = sea_orm::Database::connect(snapshots).await?;
        let reader = Reader::of_file(read_only(SqliteConnectOptions::new().filename(file)), FILE_READERS)?;
        Ok(Self::counted(reader, snapshots, writer))
    }

    /// Opens a PostgreSQL database by its address, `postgres://user@host/name`.
    pub async fn open_server(url: &str) -> Result<Self, DbErr> {
        let mut pool = options(url, WRITERS);
        pool.map_sqlx_postgres_opts(served);
        let writer = sea_orm::Database::connect(pool).await?;
        let server = url.parse::<PgConnectOptions>();
        let server = served(server.map_err(|error| DbErr::Custom(error.to_string()))?)
            .options([("default_transaction_read_only", "on")]);
        let reader = Reader::of_server(server, SERVER_READERS)?;
        let mut alone = options(url, 1);
        alone.map_sqlx_postgres_opts(served).idle_timeout(None).max_lifetime(None);
        let mut flusher = sea_orm::Database::connect(alone).await?;
        flusher.set_metric_callback(|info| statements::count(&info.statement.sql, info.elapsed));
        let company = Company::of(&flusher).await?;
        Ok(Self { flusher, company, ..Self::counted(reader, writer.clone(), writer) })
    }

    /// For questions.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Everything as it is now, for as long as it takes to read.
    pub async fn snapshot(&self) -> Result<Transaction, DbErr> {
        let is_server = self.snapshots.get_database_backend() == DbBackend::Postgres;
        let isolation_level = is_server.then_some(IsolationLevel::RepeatableRead);
        let options = TransactionOptions { isolation_level, ..TransactionOptions::default() };
        let tx = begin(&self.snapshots, options).await?;
        let on = On { writer: &self.snapshots, flusher: &self.snapshots, company: &Company::default() };
        let tx = Transaction::begun(tx, on);
        tx.may_take_long().await?;
        Ok(tx)
    }

    /// Begins a change. On SQLite it holds the only pen until it ends.
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = begin(&self.writer, options).await?;
        Ok(Transaction::begun(tx, self.on()))
    }

    /// A change of which a server makes each statement for itself; for what one statement does as a whole.
    pub(crate) async fn single(&self) -> Result<Transaction, DbErr> {
        match self.writer.get_database_backend() {
            DbBackend::Postgres => Ok(Transaction::single(self.on())),
            _ => self.begin().await,
        }
    }

    fn on(&self) -> On<'_> {
        On { writer: &self.writer, flusher: &self.flusher, company: &self.company }
    }

    /// Waits until what is read now is on disk.
    pub(crate) async fn flush(&self) -> Result<(), DbErr> {
        match self.writer.get_database_backend() {
            DbBackend::Postgres => self.company.flush(&self.flusher, self.company.life()).await,
            _ => Ok(()),
        }
    }

    /// Ends all connections; SQLite then folds its log back into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.snapshots.close().await?;
        self.flusher.clone().close().await?;
        self.writer.close().await
    }

    /// Brings the tables up to date. On a server it is done as a whole, and another who does it meanwhile waits.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.writer.get_database_backend() != DbBackend::Postgres {
            return Migrator::up(&self.writer, None).await;
        }
        let tx = begin(&self.writer, TransactionOptions::default()).await?;
        tx.execute_unprepared(TAKES_LONG).await?;
        tx.execute_unprepared(ONE_MIGRATES).await?;
        Migrator::up(&tx, None).await?;
        tx.commit().await
    }

    /// How many migrations have not been run yet.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations_read_only(&self.writer).await?.len())
    }

    /// Takes every table away; for tests of the way back.
    pub async fn unmigrate(&self) -> Result<(), DbErr> {
        Migrator::down(&self.writer, None).await
    }

    fn counted(reader: Reader, mut snapshots: DatabaseConnection, mut writer: DatabaseConnection) -> Self {
        for pool in [&mut snapshots, &mut writer] {
            pool.set_metric_callback(|info| statements::count(&info.statement.sql, info.elapsed));
        }
        let flusher = writer.clone();
        Self { reader, snapshots, writer, flusher, company: Company::default() }
    }
}

/// Begins; on another connection if the one there was is gone. A change that could not begin has changed nothing.
async fn begin(pool: &DatabaseConnection, options: TransactionOptions) -> Result<DatabaseTransaction, DbErr> {
    for _ in 0..WRITERS {
        match pool.begin_with_options(options).await {
            Err(error) if is_lost(&error) => {}
            begun => return begun,
        }
    }
    pool.begin_with_options(options).await
}

fn is_lost(error: &DbErr) -> bool {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => is_gone(error),
        _ => false,
    }
}

fn read_only(file: SqliteConnectOptions) -> SqliteConnectOptions {
    file.busy_timeout(LOCK_WAIT)
        .statement_cache_capacity(256)
        .row_buffer_size(1_000)
        .pragma("query_only", "on")
        .pragma("temp_store", "memory")
        .pragma("mmap_size", "1073741824")
        .disable_statement_logging()
}

fn served(server: PgConnectOptions) -> PgConnectOptions {
    server
        .application_name("congress-highlights")
        .statement_cache_capacity(512)
        .options([
            ("statement_timeout", format!("{}s", STATEMENT_LIMIT.as_secs())),
            // Who vanished in the middle of a change holds nobody up.
            ("idle_in_transaction_session_timeout", format!("{IDLE_CHANGE}s")),
            ("tcp_keepalives_idle", "30".to_owned()),
            ("tcp_keepalives_interval", "10".to_owned()),
            ("tcp_keepalives_count", "3".to_owned()),
            ("jit", "off".to_owned()),
            // Our statements have one plan each; without this the planner looks for a better one
            // at every run, which takes longer than the statement.
            ("plan_cache_mode", "force_generic_plan".to_owned()),
        ])
        .disable_statement_logging()
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(LOCK_WAIT)
        .test_before_acquire_if_idle_for(IDLE)
        .sqlx_logging(false);
    options
}
