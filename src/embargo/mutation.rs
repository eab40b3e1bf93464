//! What can be done about embargoes.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::{
    embargo::{Rule, Scope},
    subject::Subject,
};

use super::{
    object::{Embargo, EmbargoRule, EmbargoScope},
    set::{self, NewEmbargo, SetError},
};
use crate::{
    graphql::{Desk, Fault, NodeId, Problem, Refusal, Result, problems, scalar::DateTime, who},
    manuscript::StepError,
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
    /// The start of a session is not known.
    NoStart,
    /// No reason was given.
    NoReason,
}

/// What setting an embargo answers.
#[derive(Default, SimpleObject)]
pub struct EmbargoSetPayload {
    /// The embargoes as they were set, one for each lecture.
    embargoes: Vec<Embargo>,
    /// Why none was set.
    problems: Vec<Problem<EmbargoSetProblemCode>>,
}

#[Object]
impl EmbargoMutation {
    #[expect(clippy::too_many_arguments, reason = "each says one thing of it")]
    /// Sets or moves the embargo on some lectures, on all of them or on none. What is released with it moves along, and
    /// what is released for an earlier moment waits for it. For editors.
    async fn embargo_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids of the lectures; at most 100.")] lectures: Vec<ID>,
        #[graphql(desc = "What it covers; the whole item if nothing is said.")] scope: Option<EmbargoScope>,
        #[graphql(desc = "When it lifts.")] rule: EmbargoRule,
        #[graphql(desc = "The instant, for `FIXED_INSTANT`.")] at: Option<DateTime>,
        #[graphql(desc = "Why, for colleagues: such as where the organiser says so.")] reason: String,
    ) -> Result<EmbargoSetPayload> {
        let new = NewEmbargo { scope: scope_of(scope), rule: rule.into(), at: at.map(|at| at.0), reason };
        done(ctx, &lectures, new).await
    }

    /// Lifts the embargo on some lectures now, for everybody: what waits for it is published. For editors.
    async fn embargo_lift(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids of the lectures; at most 100.")] lectures: Vec<ID>,
        #[graphql(desc = "Which embargo; that on the whole item if nothing is said.")] scope: Option<
            EmbargoScope,
        >,
        #[graphql(desc = "Why, such as that the organiser lifted it early.")] reason: String,
    ) -> Result<EmbargoSetPayload> {
        let new = NewEmbargo { scope: scope_of(scope), rule: Rule::Lifted, at: None, reason };
        done(ctx, &lectures, new).await
    }
}

/// The whole item if nothing is said.
fn scope_of(said: Option<EmbargoScope>) -> Scope {
    said.map_or(Scope::WholeItem, Into::into)
}

async fn done(ctx: &Context<'_>, lectures: &[ID], new: NewEmbargo) -> Result<EmbargoSetPayload> {
    let by = who(ctx)?;
    let ids = lectures.iter().map(|id| NodeId::decode_as(id, Subject::Lecture)).collect::<Result<_>>()?;
    match set::set(ctx.app(), by, ids, new).await {
        Ok(rows) => {
            let embargoes = rows.into_iter().map(Embargo::from).collect();
            Ok(EmbargoSetPayload { embargoes, problems: Vec::new() })
        }
        Err(error) => Ok(EmbargoSetPayload { embargoes: Vec::new(), problems: problems(error)? }),
    }
}

impl Refusal for SetError {
    type Code = EmbargoSetProblemCode;

    fn reason(&self) -> Option<(Self::Code, &'static [&'static str])> {
        Some(match self {
            Self::Many | Self::Missing => (EmbargoSetProblemCode::BadLecture, &["lectures"]),
            Self::Instant => (EmbargoSetProblemCode::BadInstant, &["at"]),
            Self::NoStart(_) => (EmbargoSetProblemCode::NoStart, &["rule"]),
            Self::Reason => (EmbargoSetProblemCode::NoReason, &["reason"]),
            Self::Step(_) | Self::Database(_) => return None,
        })
    }
}

impl From<SetError> for Fault {
    fn from(error: SetError) -> Self {
        match error {
            SetError::Database(error) | SetError::Step(StepError::Database(error)) => error.into(),
            error => Self::Malformed(error.to_string()),
        }
    }
}
