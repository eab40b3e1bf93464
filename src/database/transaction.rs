//! A change that is made as a whole or not at all.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI32, AtomicU64, AtomicUsize, Ordering},
};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    QuerySelect, Statement, prelude::async_trait::async_trait, sea_query::LockType,
};
use tokio::sync::Mutex;

/// Under way until it is committed; dropped, it is rolled back.
///
/// So that nobody waits in a circle, everybody takes hold of things in one order: accounts, lectures, files,
/// manuscripts, what readers see of them; each by its id, and files by their paths. The head of the log comes last:
/// whoever has it holds up all others who write, so all rows are written before, and what takes long is done before
/// anything is held.
pub struct Transaction {
    work: Work,
    company: Company,
    writer: DatabaseConnection,
    /// Where to wait until it is on disk, if its locks went before.
    flusher: DatabaseConnection,
    is_early: AtomicBool,
    /// The life of the server in which that was said.
    life: AtomicI32,
}

/// What a change is made on.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    pub(super) writer: &'a DatabaseConnection,
    pub(super) flusher: &'a DatabaseConnection,
    pub(super) company: &'a Company,
}

enum Work {
    Begun(DatabaseTransaction),
    /// Each statement is a change for itself.
    Single,
}

/// What the changes of a process have to do with each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Company(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    under_way: AtomicUsize,
    /// How many have asked to wait for the disk, and how many of them need not wait any more.
    asked: AtomicU64,
    flushed: AtomicU64,
    turn: Mutex<()>,
    /// The process of the server behind the one connection that waits. It ends when the server does.
    life: AtomicI32,
}

/// On a server, neither a statement of the change nor the time between two has an end.
pub(super) const TAKES_LONG: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

/// Sends a message to nobody, and tells by whom.
const MESSAGE: &str =
    "SELECT pg_backend_pid() AS life, pg_logical_emit_message(true, 'congress-highlights', '')::text";

impl Company {
    /// That of a server, which waits by a connection of its own.
    pub(super) async fn of(flusher: &DatabaseConnection) -> Result<Self, DbErr> {
        let company = Self::default();
        company.send(flusher).await?;
        Ok(company)
    }

    pub(super) fn life(&self) -> i32 {
        self.0.life.load(Ordering::SeqCst)
    }

    /// Waits until a server has on disk what was committed in this life of it. A message to nobody is committed in its
    /// turn, one for all who wait. A server that fell over and came back vouches for nothing it said before.
    pub(super) async fn flush(&self, flusher: &DatabaseConnection, life: i32) -> Result<(), DbErr> {
        self.flush_any(flusher).await?;
        if self.life() == life {
            return Ok(());
        }
        Err(DbErr::Custom("the database server was restarted: what was done last may be lost".to_owned()))
    }

    async fn flush_any(&self, flusher: &DatabaseConnection) -> Result<(), DbErr> {
        let place = self.0.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let _turn = self.0.turn.lock().await;
        if self.0.flushed.load(Ordering::SeqCst) >= place {
            return Ok(());
        }
        let covered = self.0.asked.load(Ordering::SeqCst);
        self.send(flusher).await?;
        self.0.flushed.store(covered, Ordering::SeqCst);
        Ok(())
    }

    async fn send(&self, flusher: &DatabaseConnection) -> Result<(), DbErr> {
        let answer = flusher.query_one_raw(Statement::from_string(DbBackend::Postgres, MESSAGE)).await?;
        let life = answer.map(|answer| answer.try_get("", "life")).transpose()?;
        self.0.life.store(life.unwrap_or_default(), Ordering::SeqCst);
        Ok(())
    }
}

impl Transaction {
    pub(super) fn begun(tx: DatabaseTransaction, on: On<'_>) -> Self {
        Self::new(Work::Begun(tx), on)
    }

    pub(super) fn single(on: On<'_>) -> Self {
        Self::new(Work::Single, on)
    }

    fn new(work: Work, On { writer, flusher, company }: On<'_>) -> Self {
        company.0.under_way.fetch_add(1, Ordering::Relaxed);
        Self {
            work,
            company: company.clone(),
            writer: writer.clone(),
            flusher: flusher.clone(),
            is_early: AtomicBool::new(false),
            life: AtomicI32::new(0),
        }
    }

    /// Asks whether a server should let go of the locks of this change before it is on disk, because others of this
    /// process wait for them. Whoever asks commits that way if told so; [`Transaction::commit`] then waits for the disk.
    pub(crate) fn is_early(&self) -> bool {
        let is_awaited = self.company.0.under_way.load(Ordering::Relaxed) > 1;
        // Once it is, it stays so: what the server was told holds until the change ends.
        let was_early = self.is_early.fetch_or(is_awaited, Ordering::Relaxed);
        if is_awaited && !was_early {
            self.life.store(self.company.life(), Ordering::Relaxed);
        }
        was_early || is_awaited
    }

    /// Lets it take as long as it takes, for what is made of many files.
    pub(crate) async fn may_take_long(&self) -> Result<(), DbErr> {
        if self.get_database_backend() == DbBackend::Postgres {
            self.execute_unprepared(TAKES_LONG).await?;
        }
        Ok(())
    }

    /// Ends it: when this returns, it is on disk.
    pub async fn commit(mut self) -> Result<(), DbErr> {
        if let Work::Begun(tx) = std::mem::replace(&mut self.work, Work::Single) {
            tx.commit().await?;
        }
        if self.is_early.load(Ordering::Relaxed) {
            self.company.flush(&self.flusher, self.life.load(Ordering::Relaxed)).await?;
        }
        Ok(())
    }

    /// Ends it as if it had not begun.
    pub async fn rollback(mut self) -> Result<(), DbErr> {
        match std::mem::replace(&mut self.work, Work::Single) {
            Work::Begun(tx) => tx.rollback().await,
            Work::Single => Ok(()),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.company.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Rows that stay as they are until a change ends.
pub(crate) trait Held: Sized {
    /// Takes hold of them. Who points to them may be written meanwhile: the keys do not change.
    #[must_use]
    fn held(self) -> Self;
}

impl<Q: QuerySelect<QueryStatement = sea_orm::sea_query::SelectStatement>> Held for Q {
    fn held(self) -> Self {
        self.lock(LockType::NoKeyUpdate)
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match &self.work {
            Work::Begun(tx) => tx.execute_raw(statement).await,
            Work::Single => self.writer.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match &self.work {
            Work::Begun(tx) => tx.execute_unprepared(sql).await,
            Work::Single => self.writer.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match &self.work {
            Work::Begun(tx) => tx.query_one_raw(statement).await,
            Work::Single => self.writer.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.work {
            Work::Begun(tx) => tx.query_all_raw(statement).await,
            Work::Single => self.writer.query_all_raw(statement).await,
        }
    }
}
