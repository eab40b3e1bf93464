//! Ways of asking around manuscripts in bulk.

use std::{collections::BTreeSet, sync::Arc};

use entity::{account, manuscript_step, manuscript_version, summary};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// Declares a question by the ids of something: which rows, which column is asked by, in what order.
macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident: $table:ident by $column:ident $(order $sort:ident)?;)+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl Ask for $name {
            type Key = Uuid;
            type Answer = Arc<[$table::Model]>;

            async fn answer(question: &Question, ids: &[Uuid]) -> Answers<Self> {
                let wanted = $table::Entity::find().filter(among($table::Column::$column, ids, question.engine));
                $(let wanted = wanted.order_by_desc($table::Column::$sort);)?
                deal(ids, wanted.all(&question.db).await, Arc::from, |row| asked_by!(row, $column))
            }
        }
    )+};
}

macro_rules! asked_by {
    ($row:ident, Id) => {
        $row.id
    };
    ($row:ident, ManuscriptId) => {
        $row.manuscript_id
    };
}

asks! {
    /// All versions, the latest first.
    VersionsOf: manuscript_version by ManuscriptId order Number;
    /// All steps, the latest first.
    StepsOf: manuscript_step by ManuscriptId order Id;
    /// The summary that is made of it, whether or not readers see it.
    SummaryOf: summary by Id;
    /// An account by its id, open or closed.
    AccountOf: account by Id;
}

/// The version of a manuscript that has a number.
pub(super) struct VersionAt;

impl Ask for VersionAt {
    type Key = (Uuid, i32);
    type Answer = Option<Arc<manuscript_version::Model>>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        use manuscript_version::{Column, Entity};

        let ids: BTreeSet<Uuid> = keys.iter().map(|(id, _)| *id).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let numbers: BTreeSet<i32> = keys.iter().map(|(_, number)| *number).collect();
        let wanted = Entity::find().filter(among(Column::ManuscriptId, &ids, question.engine));
        let found = wanted.filter(Column::Number.is_in(numbers)).all(&question.db).await;
        let only = |rows: Vec<_>| rows.into_iter().next().map(Arc::new);
        deal(keys, found, only, |row| (row.manuscript_id, row.number))
    }
}
