//! What can be done about embargoes.

use async_graphql::{ComplexObject, Context, Enum, ID, Object, SimpleObject};
use entity::{
    embargo::{Model, Scope},
    subject::Subject,
};
use uuid::Uuid;

use super::{
    object::{Embargo, EmbargoRule, EmbargoScope},
    set::{self, NewEmbargo, SetError},
};
use crate::{
    graphql::{Desk, NodeId, Problem, Result, problems, refusals, scalar::DateTime, who},
    manuscript::{Manuscript, on_lectures},
};

/// What can be done about embargoes.
#[derive(Default)]
pub struct EmbargoMutation;

/// Why no embargo was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EmbargoSetProblemCode {
    /// A lecture does not exist, or they are too many.
    BadLecture,
    /// The rule wants an instant, or none.
    BadInstant,
    /// An embargo is lifted by `embargoLift`.
    BadRule,
    /// The start of a session is not known.
    NoStart,
    /// No reason was given.
    NoReason,
    /// On one of the lectures no such embargo holds.
    NoEmbargo,
}

/// What setting an embargo answers.
#[derive(Default, SimpleObject)]
#[graphql(complex)]
pub struct EmbargoSetPayload {
    /// The embargoes as they were set or lifted.
    embargoes: Vec<Embargo>,
    #[graphql(skip)]
    lectures: Vec<Uuid>,
    /// Why none was set.
    problems: Vec<Problem<EmbargoSetProblemCode>>,
}

#[ComplexObject]
impl EmbargoSetPayload {
    /// The manuscripts on the lectures as they stand now. What waited for its moment moved along, and is approved again
    /// without one while nobody knows when the embargo lifts.
    async fn manuscripts(&self, ctx: &Context<'_>) -> Result<Vec<Manuscript>> {
        on_lectures(ctx, &self.lectures).await
    }
}

#[Object]
impl EmbargoMutation {
    /// Sets or moves the embargo on some lectures, on all of them or on none. What is released with it moves along, and
    /// what is released for an earlier moment waits for it. For editors.
    #[expect(clippy::too_many_arguments, reason = "each says one thing of it")]
    async fn embargo_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids of the lectures; at most 100.")] lectures: Vec<ID>,
        #[graphql(desc = "What it covers; the whole item if nothing is said.")] scope: Option<EmbargoScope>,
        #[graphql(desc = "When it lifts.")] rule: EmbargoRule,
        #[graphql(desc = "The instant, for `FIXED_INSTANT`.")] at: Option<DateTime>,
        #[graphql(desc = "Why, for colleagues: such as where the organiser says so.")] reason: String,
    ) -> Result<EmbargoSetPayload> {
        let scope = scope.map_or(Scope::WholeItem, Into::into);
        let new = NewEmbargo { scope, rule: rule.into(), at: at.map(|at| at.0), reason };
        let lectures = named(&lectures)?;
        let set = set::set(ctx.deed(), who(ctx)?, lectures.clone(), new).await;
        told(set, lectures)
    }

    /// Lifts the embargoes on some lectures now, for everybody: what waits for them is published. All lectures or none.
    /// For editors.
    async fn embargo_lift(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids of the lectures; at most 100.")] lectures: Vec<ID>,
        #[graphql(desc = "Which embargo; all that hold if nothing is said.")] scope: Option<EmbargoScope>,
        #[graphql(desc = "Why, such as that the organiser lifted it early.")] reason: String,
    ) -> Result<EmbargoSetPayload> {
        let lectures = named(&lectures)?;
        let scope = scope.map(Into::into);
        let lifted = set::lift_now(ctx.deed(), who(ctx)?, lectures.clone(), scope, reason).await;
        told(lifted, lectures)
    }
}

fn named(lectures: &[ID]) -> Result<Vec<Uuid>> {
    lectures.iter().map(|id| NodeId::decode_as(id, Subject::Lecture)).collect()
}

fn told(set: Result<Vec<Model>, SetError>, lectures: Vec<Uuid>) -> Result<EmbargoSetPayload> {
    match set {
        Ok(rows) => {
            let embargoes = rows.into_iter().map(Embargo::from).collect();
            Ok(EmbargoSetPayload { embargoes, lectures, problems: Vec::new() })
        }
        Err(error) => Ok(EmbargoSetPayload { problems: problems(error)?, ..EmbargoSetPayload::default() }),
    }
}

refusals! {
    SetError as EmbargoSetProblemCode {
        Many => BadLecture ["lectures"];
        Missing => BadLecture ["lectures"];
        Instant => BadInstant ["at"];
        Lifted => BadRule ["rule"];
        NoStart => NoStart ["rule"];
        Reason => NoReason ["reason"];
        NoEmbargo => NoEmbargo ["lectures"];
    } Step Database;
}
