//! What follows from more than one noun, worked out when all are written. Each statement touches
//! only the rows that do not say so yet.

use entity::{arm, arm_result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use super::rows::KEYS;
use crate::database::Transaction;

/// What a column of some rows should hold.
struct Settlement {
    table: &'static str,
    column: &'static str,
    rows: &'static str,
    value: &'static str,
}

const SETTLEMENTS: [Settlement; 4] = [
    // A summary belongs to the meeting of its lecture.
    Settlement {
        table: "summary",
        column: "meeting_id",
        rows: "lecture_id IS NOT NULL",
        value: "SELECT meeting_id FROM lecture WHERE lecture.id = summary.lecture_id",
    },
    // A slide belongs to the lecture of its summary.
    Settlement {
        table: "key_slide",
        column: "lecture_id",
        rows: "summary_id IS NOT NULL",
        value: "SELECT lecture_id FROM summary WHERE summary.id = key_slide.summary_id",
    },
    // An arm of a result is the arm of that name in its trial.
    Settlement {
        table: "arm_result",
        column: "arm_id",
        rows: "true",
        value: "SELECT arm.id FROM outcome JOIN arm ON arm.trial_id = outcome.trial_id \
                WHERE outcome.id = arm_result.outcome_id AND arm.name = arm_result.arm \
                ORDER BY arm.position LIMIT 1",
    },
    // A sound is as large as its file.
    Settlement {
        table: "podcast_episode",
        column: "audio_bytes",
        rows: "true",
        value: "SELECT bytes FROM media WHERE media.path = podcast_episode.audio",
    },
];

/// Makes every settlement hold.
pub(super) async fn settle(tx: &Transaction) -> Result<(), DbErr> {
    for Settlement { table, column, rows, value } in SETTLEMENTS {
        let sql = format!(
            "UPDATE {table} SET {column} = ({value}) WHERE {rows} AND {column} IS DISTINCT FROM ({value})"
        );
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Lets results forget the arms of some trials, which are about to be written anew.
pub(super) async fn free_arms(tx: &Transaction, trials: &[Uuid]) -> Result<(), DbErr> {
    for some in trials.chunks(KEYS) {
        let arms = arm::Entity::find()
            .select_only()
            .column(arm::Column::Id)
            .filter(arm::Column::TrialId.is_in(some.iter().copied()))
            .into_query();
        arm_result::Entity::update_many()
            .col_expr(arm_result::Column::ArmId, Expr::value(None::<Uuid>))
            .filter(arm_result::Column::ArmId.in_subquery(arms))
            .exec(tx)
            .await?;
    }
    Ok(())
}
