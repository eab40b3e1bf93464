//! Giving somebody something to do, and how that answers.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::{account::Role, manuscript, subject::Subject};
use uuid::Uuid;

use super::{
    assign::{self, AssignError, Part},
    object::ManuscriptTask,
};
use crate::{
    graphql::{Desk, NodeId, Problem, Result, problems, refusals, scalar::DateTime, who},
    manuscript::Manuscript,
};

/// What can be done about who does what.
#[derive(Default)]
pub struct AssignmentMutation;

/// Why nobody was assigned, or no longer assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ManuscriptAssignProblemCode {
    /// There is no such manuscript.
    NotFound,
    /// There is no such account, it is closed, or its roles do not allow it.
    NoColleague,
    /// Who wrote it cannot review it.
    OwnWork,
    /// Somebody else is to say so: an editor.
    NotYours,
    /// They were not assigned to it.
    NotAssigned,
}

/// What assigning somebody answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptAssignPayload {
    /// The manuscript; null if nothing was done.
    manuscript: Option<Manuscript>,
    /// Why nothing was done.
    problems: Vec<Problem<ManuscriptAssignProblemCode>>,
}

#[Object]
impl AssignmentMutation {
    /// Gives somebody something to do with a manuscript; done again, it has another deadline. Editors assign everybody,
    /// writers and reviewers themselves.
    #[expect(clippy::too_many_arguments, reason = "who is to do what, and until when")]
    async fn manuscript_assign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The id of their account, as `colleagues` tells it.")] account: ID,
        #[graphql(desc = "What they are to do.")] task: ManuscriptTask,
        #[graphql(desc = "Until when; without a deadline if nothing is said.")] due_at: Option<DateTime>,
    ) -> Result<ManuscriptAssignPayload> {
        let (by, part) = part(ctx, &id, &account, task)?;
        if !may(ctx, by, &part) {
            return answer(Err(AssignError::NotYours));
        }
        answer(assign::assign(ctx.deed(), by, part, due_at.map(|due| due.0)).await)
    }

    /// Takes from somebody what they had to do. Editors take it from everybody, writers and reviewers from themselves.
    async fn manuscript_unassign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The id of their account, as `colleagues` tells it.")] account: ID,
        #[graphql(desc = "What they had to do.")] task: ManuscriptTask,
    ) -> Result<ManuscriptAssignPayload> {
        let (by, part) = part(ctx, &id, &account, task)?;
        if !may(ctx, by, &part) {
            return answer(Err(AssignError::NotYours));
        }
        answer(assign::unassign(ctx.deed(), by, part).await)
    }
}

/// Who asks, and whose part it is about.
fn part(ctx: &Context<'_>, id: &ID, account: &ID, task: ManuscriptTask) -> Result<(Uuid, Part)> {
    let by = who(ctx)?;
    let manuscript = NodeId::decode_as(id, Subject::Manuscript)?;
    let account = NodeId::decode_as(account, Subject::Account)?;
    Ok((by, Part { manuscript, account, task: task.into() }))
}

fn may(ctx: &Context<'_>, by: Uuid, part: &Part) -> bool {
    part.account == by || ctx.viewer().standing().has_any(&[Role::Editor])
}

fn answer(done: Result<manuscript::Model, AssignError>) -> Result<ManuscriptAssignPayload> {
    match done {
        Ok(row) => {
            Ok(ManuscriptAssignPayload { manuscript: Some(Manuscript(Arc::new(row))), problems: Vec::new() })
        }
        Err(error) => Ok(ManuscriptAssignPayload { manuscript: None, problems: problems(error)? }),
    }
}

refusals! {
    AssignError as ManuscriptAssignProblemCode {
        Missing => NotFound ["id"];
        NoColleague => NoColleague ["account"];
        OwnWork => OwnWork ["account"];
        NotYours => NotYours ["account"];
        NotAssigned => NotAssigned ["account"];
    } Database;
}
