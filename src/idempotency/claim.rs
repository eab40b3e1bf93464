//! Claiming a key, before anything runs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use entity::{
    idempotency_key::{self, Column, Done, Entity},
    value::{Instant, List},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{app::App, database::Transaction, digest::hash_of};

/// How long a key is kept, in microseconds: a day.
const KEPT: i64 = 24 * 3_600_000_000;

/// A commit that was under way when a run was given up has so much longer to arrive.
const GRACE: Duration = Duration::from_secs(5);

/// What an account wants run once.
#[derive(Debug)]
pub(crate) struct Wish {
    account: Uuid,
    key_hash: String,
    request_hash: String,
}

impl Wish {
    /// Named by a key; `asked` is all that is asked. It is hashed together with the key, so that nobody who reads
    /// the table can guess what it was.
    pub(crate) fn new(account: Uuid, key: &str, asked: &str) -> Self {
        Self {
            account,
            key_hash: hash_of(key),
            request_hash: hash_of(&format!("{}:{key}{asked}", key.len())),
        }
    }
}

/// What becomes of a wish.
#[derive(Debug)]
pub(crate) enum Claimed {
    /// It is to be run now.
    Now(Claim),
    /// It was run, and this was the answer.
    Answered(String),
    /// It was run and this was done; the answer was not kept.
    Done(Vec<Done>),
    /// It is being run.
    Running,
    /// The key was used for something else.
    Another,
}

/// The right to run it. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Claim(Arc<Held>);

#[derive(Debug)]
struct Held {
    id: Uuid,
    run: Uuid,
    has_secret: AtomicBool,
}

tokio::task_local! {
    static CLAIM: Claim;
}

impl Claim {
    fn new(id: Uuid, run: Uuid) -> Self {
        Self(Arc::new(Held { id, run, has_secret: AtomicBool::new(false) }))
    }

    /// Runs something under the claim.
    pub(crate) async fn over<T>(self, work: impl Future<Output = T>) -> T {
        CLAIM.scope(self, work).await
    }

    /// The claim this is run under, if it is run under one.
    pub(super) fn of_this_run() -> Option<Self> {
        CLAIM.try_with(Self::clone).ok()
    }

    /// From now on the answer holds a secret.
    pub(super) fn set_secret(&self) {
        self.0.has_secret.store(true, Ordering::Relaxed);
    }

    /// Whether the answer holds a secret.
    pub(super) fn has_secret(&self) -> bool {
        self.0.has_secret.load(Ordering::Relaxed)
    }

    /// The row of the key, which nobody else changes until the transaction ends; none if another run has taken over.
    pub(super) async fn hold(&self, tx: &Transaction) -> Result<Option<idempotency_key::Model>, DbErr> {
        let own = Entity::find_by_id(self.0.id).filter(Column::RunId.eq(self.0.run));
        own.lock_exclusive().one(tx).await
    }
}

/// The same work under the claim of this run, to be done on a task of its own.
pub(crate) fn carried<T>(work: impl Future<Output = T>) -> impl Future<Output = T> {
    let claim = Claim::of_this_run();
    async move {
        match claim {
            Some(claim) => claim.over(work).await,
            None => work.await,
        }
    }
}

/// Claims the key of a wish, or tells what became of it. A run takes no longer than `longest`; one that has neither
/// ended nor done anything by then is given up.
pub(crate) async fn claim(app: &App, wish: &Wish, longest: Duration) -> Result<Claimed, DbErr> {
    let (id, run, now) = (app.ids.next(), app.ids.next(), app.clock.now());
    let tx = app.db.begin().await?;
    Entity::delete_many().filter(Column::ClaimedAt.lte(now.0 - KEPT)).exec(&tx).await?;
    let claimed = if insert(&tx, wish, (id, run), now).await? {
        Claimed::Now(Claim::new(id, run))
    } else {
        let same = Entity::find().filter(Column::AccountId.eq(wish.account));
        let same = same.filter(Column::KeyHash.eq(&wish.key_hash)).lock_exclusive();
        match same.one(&tx).await? {
            Some(row) if is_given_up(&row, wish, now, longest) => {
                take_over(&tx, row.id, run, now).await?;
                Claimed::Now(Claim::new(row.id, run))
            }
            Some(row) => known(row, wish, now, longest),
            // It ended this instant without having done anything.
            None => Claimed::Running,
        }
    };
    tx.commit().await?;
    Ok(claimed)
}

/// Whether nobody had the key.
async fn insert(
    tx: &impl ConnectionTrait,
    wish: &Wish,
    (id, run): (Uuid, Uuid),
    now: Instant,
) -> Result<bool, DbErr> {
    let row = idempotency_key::ActiveModel {
        id: Set(id),
        account_id: Set(wish.account),
        key_hash: Set(wish.key_hash.clone()),
        request_hash: Set(wish.request_hash.clone()),
        run_id: Set(run),
        claimed_at: Set(now),
        ended_at: Set(None),
        done: Set(List::default()),
        answer: Set(None),
    };
    let taken = OnConflict::columns([Column::AccountId, Column::KeyHash]).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(taken).exec_without_returning(tx).await? > 0)
}

async fn take_over(tx: &impl ConnectionTrait, id: Uuid, run: Uuid, now: Instant) -> Result<(), DbErr> {
    let taken = Entity::update_many()
        .col_expr(Column::RunId, Expr::value(run))
        .col_expr(Column::ClaimedAt, Expr::value(now.0));
    taken.filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

fn is_over(row: &idempotency_key::Model, now: Instant, longest: Duration) -> bool {
    let longest = i64::try_from((longest + GRACE).as_micros()).unwrap_or(KEPT);
    row.ended_at.is_some() || row.claimed_at.0 + longest <= now.0
}

/// Whether its run was given up before it did anything.
fn is_given_up(row: &idempotency_key::Model, wish: &Wish, now: Instant, longest: Duration) -> bool {
    row.request_hash == wish.request_hash
        && row.answer.is_none()
        && row.done.is_empty()
        && is_over(row, now, longest)
}

fn known(row: idempotency_key::Model, wish: &Wish, now: Instant, longest: Duration) -> Claimed {
    let is_over = is_over(&row, now, longest);
    match row.answer {
        _ if row.request_hash != wish.request_hash => Claimed::Another,
        Some(answer) => Claimed::Answered(answer),
        None if is_over => Claimed::Done(row.done.0),
        None => Claimed::Running,
    }
}
