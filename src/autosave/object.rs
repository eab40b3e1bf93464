//! Slots as those see them who filled them.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entity::{autosave, manuscript, manuscript_version};
use sea_orm::DbErr;
use serde::Deserialize;

use super::loader::SlotOf;
use crate::{
    graphql::{Desk, Result, scalar::DateTime},
    manuscript::{Content, ManuscriptVersion},
};

/// What somebody has written and not saved.
#[derive(Clone, Debug)]
pub struct Autosave {
    row: Arc<autosave::Model>,
    /// The number of the latest version.
    latest: i32,
}

impl Autosave {
    pub(super) fn new(row: Arc<autosave::Model>, of: &manuscript::Model) -> Self {
        Self { row, latest: of.number }
    }

    /// What the viewer has written of a manuscript and not saved.
    pub(crate) async fn of(ctx: &Context<'_>, of: &manuscript::Model) -> Result<Option<Self>> {
        let Some(account) = ctx.viewer().account() else { return Ok(None) };
        let found = ctx.load::<SlotOf>((of.id, account.id)).await?;
        Ok(found.map(|row| Self::new(row, of)))
    }
}

/// What you wrote and have not saved. It is no version, and gone once you save.
#[Object]
impl Autosave {
    /// The number of the version it was made from.
    fn based_on(&self) -> i32 {
        self.row.based_on
    }

    /// Whether another version was saved since the one it was made from. To save it would be a conflict.
    fn is_stale(&self) -> bool {
        self.row.based_on < self.latest
    }

    /// When it was kept.
    fn saved_at(&self) -> DateTime {
        DateTime(self.row.saved_at)
    }

    /// What it says, as the version it would be if it were saved now. It was not checked.
    fn version(&self) -> Result<ManuscriptVersion> {
        let content =
            Content::deserialize(&self.row.content).map_err(|error| DbErr::Json(error.to_string()))?;
        ManuscriptVersion::read(&manuscript_version::Model {
            id: self.row.manuscript_id,
            manuscript_id: self.row.manuscript_id,
            number: self.latest + 1,
            content: self.row.content.clone(),
            hash: content.hash()?,
            saved_by: self.row.account_id,
            saved_at: self.row.saved_at,
            reason: None,
        })
    }
}
