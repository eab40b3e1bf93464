//! Keeping what was written, and how that answers.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::subject::Subject;

use super::{
    keep::{self, KeepError, Written},
    object::Autosave,
};
use crate::{
    graphql::{Desk, NodeId, Problem, Result, problems, refusals, who},
    manuscript::ManuscriptInput,
};

/// What can be done between two saves.
#[derive(Default)]
pub struct AutosaveMutation;

/// Why nothing was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ManuscriptAutosaveProblemCode {
    /// There is no such manuscript.
    NotFound,
    /// There is no such version of it.
    NoVersion,
}

/// What keeping answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptAutosavePayload {
    /// What is kept; null if nothing was.
    autosave: Option<Autosave>,
    /// Why nothing was kept.
    problems: Vec<Problem<ManuscriptAutosaveProblemCode>>,
}

#[Object]
impl AutosaveMutation {
    /// Keeps what you have written since you saved, in the place of what was kept before. It is not checked, nobody else
    /// sees it, and your next save clears it. For writers.
    async fn manuscript_autosave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version this is made from.")] based_on: i32,
        #[graphql(desc = "What it says now, all of it. The reason is not kept.")] input: ManuscriptInput,
    ) -> Result<ManuscriptAutosavePayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Manuscript)?;
        let content = input.saved_by(by)?.content;
        match keep::keep(ctx.deed(), Written { id, by, based_on, content }).await {
            Ok((of, kept)) => Ok(ManuscriptAutosavePayload {
                autosave: Some(Autosave::new(Arc::new(kept), &of)),
                problems: Vec::new(),
            }),
            Err(error) => Ok(ManuscriptAutosavePayload { autosave: None, problems: problems(error)? }),
        }
    }
}

refusals! {
    KeepError as ManuscriptAutosaveProblemCode {
        Missing => NotFound ["id"];
        NoVersion => NoVersion ["basedOn"];
    } Database;
}
