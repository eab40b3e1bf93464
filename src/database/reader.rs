//! Questions to the database, and nothing but questions. Connections are kept here rather than in the
//! pool of `sqlx`, which asks each whether it is still there whenever it comes back: that is as many
//! round trips again as there are statements.

use std::time::{Duration, Instant};

use deadpool::{
    Runtime,
    managed::{Manager, Metrics, Object, Pool, PoolError, QueueMode, RecycleResult},
};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
    Values,
    prelude::async_trait::async_trait,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions, Connection, Database, Executor, IntoArguments, PgConnection,
        SqliteConnection, postgres::PgConnectOptions, sqlite::SqliteConnectOptions,
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::{runtime::Handle, time::timeout};

use crate::statements;

/// Reads what readers may see. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Reader(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Pool<Connector<SqliteConnection>>),
    Postgres(Pool<Connector<PgConnection>>),
}

/// How connections are made.
#[derive(Debug)]
struct Connector<C: Connection>(C::Options);

/// How long a statement waits for a connection, and a connection for the end of a statement.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection idle for longer is asked whether it is still there.
pub(super) const IDLE: Duration = Duration::from_secs(30);

impl Reader {
    /// Of a file.
    pub(super) fn of_file(file: SqliteConnectOptions, connections: usize) -> Result<Self, DbErr> {
        Ok(Self(Engine::Sqlite(pool(file, connections)?)))
    }

    /// Of a server.
    pub(super) fn of_server(server: PgConnectOptions, connections: usize) -> Result<Self, DbErr> {
        Ok(Self(Engine::Postgres(pool(server, connections)?)))
    }

    /// Ends all connections.
    pub(super) async fn close(&self) -> Result<(), DbErr> {
        match &self.0 {
            Engine::Sqlite(pool) => close(pool).await,
            Engine::Postgres(pool) => close(pool).await,
        }
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Engine::Sqlite(_) => DbBackend::Sqlite,
            Engine::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let start = Instant::now();
        let found = match &self.0 {
            Engine::Sqlite(pool) => ask(pool, &statement).await,
            Engine::Postgres(pool) => ask(pool, &statement).await,
        };
        statements::count(&statement.sql, start.elapsed());
        found
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(only_reads())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(only_reads())
    }
}

fn only_reads() -> DbErr {
    DbErr::Custom("a reader asks and changes nothing".to_owned())
}

impl<C: Connection> Manager for Connector<C> {
    type Type = C;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<C, sqlx::Error> {
        self.0.connect().await
    }

    async fn recycle(&self, connection: &mut C, used: &Metrics) -> RecycleResult<sqlx::Error> {
        if used.last_used() > IDLE {
            connection.ping().await?;
        }
        Ok(())
    }
}

fn pool<C: Connection>(options: C::Options, connections: usize) -> Result<Pool<Connector<C>>, DbErr> {
    Pool::builder(Connector(options))
        .max_size(connections)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .recycle_timeout(Some(PATIENCE))
        .queue_mode(QueueMode::Lifo)
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| DbErr::Custom(error.to_string()))
}

async fn close<C: Connection>(pool: &Pool<Connector<C>>) -> Result<(), DbErr> {
    pool.close();
    for connection in pool.retain(|_, _| false).removed {
        connection.close().await.map_err(broken)?;
    }
    Ok(())
}

/// Asks, and asks once more on a new connection if the one there was is gone: the server may have been
/// started anew since.
async fn ask<C>(pool: &Pool<Connector<C>>, statement: &Statement) -> Result<Vec<QueryResult>, DbErr>
where
    C: Connection + 'static,
    for<'c> &'c mut C: Executor<'c, Database = C::Database>,
    SqlxValues: IntoArguments<C::Database>,
    QueryResult: From<<C::Database as Database>::Row>,
{
    let lease = Lease::of(pool).await?;
    let is_used = lease.is_used();
    let mut found = lease.ask(statement).await;
    if is_used && found.as_ref().is_err_and(is_gone) {
        pool.retain(|_, _| false);
        found = Lease::of(pool).await?.ask(statement).await;
    }
    found.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))
}

/// A connection that is used for one statement. A statement that is given up, because its reader left or
/// its time was over, may still be talking: its connection goes back only after it has been heard out.
struct Lease<C: Connection + 'static>(Option<Object<Connector<C>>>);

impl<C: Connection + 'static> Lease<C> {
    async fn of(pool: &Pool<Connector<C>>) -> Result<Self, DbErr> {
        pool.get().await.map(|object| Self(Some(object))).map_err(|error| match error {
            PoolError::Timeout(_) => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
            PoolError::Closed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
            PoolError::Backend(error) => broken(error),
            other => DbErr::Custom(other.to_string()),
        })
    }

    /// Whether it has served before.
    fn is_used(&self) -> bool {
        self.0.as_ref().is_some_and(|object| Object::metrics(object).recycle_count > 0)
    }

    async fn ask(mut self, statement: &Statement) -> Result<Vec<QueryResult>, sqlx::Error>
    where
        for<'c> &'c mut C: Executor<'c, Database = C::Database>,
        SqlxValues: IntoArguments<C::Database>,
        QueryResult: From<<C::Database as Database>::Row>,
    {
        let Some(connection) = &mut self.0 else { return Err(sqlx::Error::PoolClosed) };
        let values = SqlxValues(statement.values.clone().unwrap_or_else(|| Values(Vec::new())));
        let query = sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), values);
        let found = query.fetch_all(&mut **connection).await;
        let is_sound = match &found {
            Ok(_) => true,
            Err(error) => matches!(error, sqlx::Error::Database(_)) && !is_gone(error),
        };
        if is_sound {
            self.0 = None;
        }
        Ok(found?.into_iter().map(QueryResult::from).collect())
    }
}

impl<C: Connection + 'static> Drop for Lease<C> {
    fn drop(&mut self) {
        let Some(mut connection) = self.0.take() else { return };
        let Ok(runtime) = Handle::try_current() else {
            drop(Object::take(connection));
            return;
        };
        runtime.spawn(async move {
            let heard_out = timeout(PATIENCE, connection.ping()).await;
            if !matches!(heard_out, Ok(Ok(()))) {
                drop(Object::take(connection));
            }
        });
    }
}

/// Whether the connection was lost, or the server is going down or coming up.
pub(super) fn is_gone(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code.starts_with("57P0")),
        _ => false,
    }
}

fn broken(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}
