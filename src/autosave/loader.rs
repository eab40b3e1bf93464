//! Asking for slots in bulk.

use std::{collections::BTreeSet, sync::Arc};

use entity::autosave::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal};

/// The slot of a manuscript and an account.
pub(super) struct SlotOf;

impl Ask for SlotOf {
    type Key = (Uuid, Uuid);
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        let ids: Vec<Uuid> = keys.iter().map(|(id, _)| *id).collect();
        let accounts: BTreeSet<Uuid> = keys.iter().map(|(_, account)| *account).collect();
        let wanted = Entity::find().filter(among(Column::ManuscriptId, &ids, question.engine));
        let found = wanted.filter(Column::AccountId.is_in(accounts)).all(&question.db).await;
        let only = |rows: Vec<_>| rows.into_iter().next().map(Arc::new);
        deal(keys, found, only, |row| (row.manuscript_id, row.account_id))
    }
}
