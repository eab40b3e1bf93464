//! What came in a bundle has no manuscript: the moment from which it is read stands in its row alone, and is moved
//! there. Its slides go with it.

use entity::{summary::Status, value::Instant};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use super::lift::Lift;
use crate::database::Transaction;

/// What is made of lectures, and where those are named that the desk releases.
const MADE: [(&str, (&str, &str)); 2] =
    [("summary", ("manuscript", "id")), ("podcast_episode", ("released_episode", "episode_id"))];

/// What readers see of some lectures at a moment. No embargo binds it any more.
pub(crate) struct Out {
    now: Instant,
    seen: Vec<(Uuid, Uuid)>,
}

impl Out {
    /// Of the lectures that fit.
    pub(super) async fn of(tx: &Transaction, lectures: Expr, now: Instant) -> Result<Self, DbErr> {
        let mut all = Vec::new();
        for (table, _) in MADE {
            let mut seen = Query::select();
            seen.columns(["lecture_id", "id"]).from(table).and_where(lectures.clone());
            seen.and_where(Expr::col("status").eq(Status::Published));
            seen.and_where(Expr::col("published_at").lte(now));
            for row in tx.query_all(&seen).await? {
                all.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
            }
        }
        Ok(Self { now, seen: all })
    }

    fn on(&self, lecture: Uuid) -> Vec<Uuid> {
        self.seen.iter().filter(|(on, _)| *on == lecture).map(|(_, id)| *id).collect()
    }
}

/// Lets what came in a bundle on a lecture be read from the end of the embargo on, and nobody while that is not known.
/// What is out stays out.
pub(super) async fn bind(tx: &Transaction, lecture: Uuid, lift: Lift, out: &Out) -> Result<(), DbErr> {
    let (now, out) = (out.now, out.on(lecture));
    for (table, (desk, named)) in MADE {
        let mut bound = Query::update();
        bound.table(table).and_where(Expr::col("lecture_id").eq(lecture));
        bound.and_where(Expr::col("status").eq(Status::Published));
        bound.and_where(Expr::col("id").not_in_subquery(Query::select().column(named).from(desk).take()));
        if !out.is_empty() {
            bound.and_where(Expr::col("id").is_not_in(out.iter().copied()));
        }
        match lift {
            Lift::At(at) if at > now => {
                bound.value("published_at", at).and_where(Expr::col("published_at").lt(at));
            }
            Lift::Unknown => {
                bound.value("published_at", None::<Instant>).value("status", Status::Draft);
            }
            Lift::Free | Lift::At(_) => return Ok(()),
        }
        tx.execute(&bound).await?;
    }
    Ok(())
}
