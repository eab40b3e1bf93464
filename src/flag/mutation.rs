//! What can be done about flags.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::subject::Subject;

use super::{
    object::Flag,
    settle::{self, SettleError},
};
use crate::graphql::{Desk, NodeId, Problem, Result, problems, refusals, who};

/// What can be done about flags.
#[derive(Default)]
pub struct FlagMutation;

/// Why a flag was not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FlagSettleProblemCode {
    /// There is no such flag.
    NotFound,
    /// It was not said what came of it.
    NoNote,
    /// It was settled already; the answer has the flag, with who settled it and when.
    Settled,
}

/// What settling a flag answers.
#[derive(Default, SimpleObject)]
pub struct FlagSettlePayload {
    /// The flag as it is now, also if it was settled before; null if nothing is settled.
    flag: Option<Flag>,
    /// Why it was not settled.
    problems: Vec<Problem<FlagSettleProblemCode>>,
}

#[Object]
impl FlagMutation {
    /// Settles a flag after a second look. For editors.
    async fn flag_settle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the flag.")] id: ID,
        #[graphql(desc = "What came of it.")] note: String,
    ) -> Result<FlagSettlePayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Flag)?;
        match settle::settle(ctx.deed(), by, id, &note).await {
            Ok(row) => Ok(FlagSettlePayload { flag: Some(Flag(Arc::new(row))), problems: Vec::new() }),
            Err(error) => {
                let before = match &error {
                    SettleError::Settled(row) => Some(Flag(Arc::new(row.as_ref().clone()))),
                    _ => None,
                };
                Ok(FlagSettlePayload { flag: before, problems: problems(error)? })
            }
        }
    }
}

refusals! {
    SettleError as FlagSettleProblemCode {
        Missing => NotFound ["id"];
        Note => NoNote ["note"];
        Settled => Settled ["id"];
    } Database;
}
