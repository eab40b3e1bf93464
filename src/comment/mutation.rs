//! What can be done with comments. By whoever has a seat at the desk.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::{account::Role, comment, subject::Subject};

use super::{
    object::Comment,
    payload::{CommentPayload, TextRangeInput},
    reopen, reply, resolve,
    write::{self, CommentError, Remark},
};
use crate::graphql::{Desk, NodeId, Result, problems, snake, who};

/// What can be done with comments.
#[derive(Default)]
pub struct CommentMutation;

#[Object]
impl CommentMutation {
    /// Remarks something on a version, on one of its fields, or on a stretch of a field's text. It follows these words
    /// through later versions. For writers, reviewers and editors.
    #[expect(clippy::too_many_arguments, reason = "what is remarked, and where")]
    async fn manuscript_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(
            desc = "The field, as `ManuscriptInput` calls it, such as `body`; the whole version if nothing is said."
        )]
        field: Option<String>,
        #[graphql(
            desc = "The stretch of its text, of at most 2,000 characters; the whole field if nothing is said."
        )]
        range: Option<TextRangeInput>,
        #[graphql(desc = "What is remarked, in at most 5,000 characters.")] text: String,
        #[graphql(
            desc = "Whether nothing is to be approved or released until it is resolved; no if nothing is said."
        )]
        is_blocking: Option<bool>,
    ) -> Result<CommentPayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Manuscript)?;
        let field = field.as_deref().map(snake);
        let remark = Remark {
            by,
            number: version,
            field,
            range: range.map(Into::into),
            text,
            is_blocking: is_blocking.unwrap_or_default(),
        };
        answer(write::write(ctx.deed(), id, remark).await)
    }

    /// Answers a comment, open or resolved. For writers, reviewers and editors.
    async fn comment_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the comment.")] id: ID,
        #[graphql(desc = "What is answered, in at most 5,000 characters.")] text: String,
    ) -> Result<CommentPayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Comment)?;
        answer(reply::reply(ctx.deed(), by, id, &text).await)
    }

    /// Resolves a comment. One that holds the manuscript back is resolved by who wrote it, or by an editor who saved no
    /// version of it and does not sign it. For writers, reviewers and editors.
    async fn comment_resolve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the comment.")] id: ID,
    ) -> Result<CommentPayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Comment)?;
        answer(resolve::resolve(ctx.deed(), by, ctx.viewer().standing().has_any(&[Role::Editor]), id).await)
    }

    /// Opens a comment again that was resolved. One that holds approval back is opened by who wrote it, or by an editor.
    /// For writers, reviewers and editors.
    async fn comment_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the comment.")] id: ID,
    ) -> Result<CommentPayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Comment)?;
        answer(reopen::reopen(ctx.deed(), by, ctx.viewer().standing().has_any(&[Role::Editor]), id).await)
    }
}

fn answer(done: Result<comment::Model, CommentError>) -> Result<CommentPayload> {
    match done {
        Ok(row) => Ok(CommentPayload { comment: Some(Comment(Arc::new(row))), problems: Vec::new() }),
        Err(error) => Ok(CommentPayload { comment: None, problems: problems(error)? }),
    }
}
