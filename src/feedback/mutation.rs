//! What can be done with feedback, and by whom.

use std::sync::Arc;

use async_graphql::{Context, ID, MaybeUndefined, Object};
use entity::subject::Subject;

use super::{
    answer::{Outcome, answer},
    flood::Sender,
    object::Feedback,
    payload::{FeedbackAnswerInput, FeedbackAnswerPayload, FeedbackInput, FeedbackSendPayload},
    send::{NewFeedback, SendError, send},
};
use crate::{
    graphql::{Desk, Fault, NodeId, Result, problems, scalar::DateTime, who},
    node::Node,
};

/// What can be done with feedback.
#[derive(Default)]
pub struct FeedbackMutation;

#[Object]
impl FeedbackMutation {
    /// Writes to the Scientific Committee: something is wrong, missing or wished. For anybody; so much in an hour.
    async fn feedback_send(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What there is to say.")] input: FeedbackInput,
    ) -> Result<FeedbackSendPayload> {
        match sent(ctx, input).await {
            Ok(feedback) => {
                Ok(FeedbackSendPayload { feedback: Some(feedback), ..FeedbackSendPayload::default() })
            }
            Err(Unsent::Fault(fault)) => Err(fault),
            Err(Unsent::Refused(error)) => {
                let retry_at =
                    if let SendError::TooMuch(until) = error { Some(DateTime(until)) } else { None };
                Ok(FeedbackSendPayload { feedback: None, retry_at, problems: problems(error)? })
            }
        }
    }

    /// Says what became of what a reader wrote. For editors and those who manage accounts.
    async fn feedback_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the feedback.")] id: ID,
        #[graphql(desc = "What became of it.")] input: FeedbackAnswerInput,
    ) -> Result<FeedbackAnswerPayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Feedback)?;
        let outcome = match input.outcome {
            MaybeUndefined::Undefined => Outcome::Stays,
            MaybeUndefined::Null => Outcome::Is(None),
            MaybeUndefined::Value(text) => Outcome::Is(Some(text)),
        };
        match answer(ctx.deed(), by, id, input.state.into(), outcome).await {
            Ok(row) => {
                Ok(FeedbackAnswerPayload { feedback: Some(Feedback(Arc::new(row))), problems: Vec::new() })
            }
            Err(error) => Ok(FeedbackAnswerPayload { feedback: None, problems: problems(error)? }),
        }
    }
}

/// Why nothing was sent.
enum Unsent {
    Refused(SendError),
    Fault(Fault),
}

impl From<SendError> for Unsent {
    fn from(error: SendError) -> Self {
        Self::Refused(error)
    }
}

impl From<Fault> for Unsent {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

async fn sent(ctx: &Context<'_>, input: FeedbackInput) -> Result<Feedback, Unsent> {
    let about = match input.about {
        Some(id) => {
            let NodeId { subject, id } = NodeId::decode(&id)?;
            // What may not be seen is not there.
            if Node::find(ctx, subject, id).await?.is_none() {
                return Err(SendError::NoSubject.into());
            }
            Some((subject, id))
        }
        None => None,
    };
    let account = ctx.viewer().account().map(|account| account.id);
    let sender = Sender::new(account, ctx.viewer().peer());
    let new =
        NewFeedback { kind: input.kind.into(), text: input.text, about, reply_to: input.reply_to, account };
    Ok(Feedback(Arc::new(send(ctx.deed(), sender, new).await?)))
}
