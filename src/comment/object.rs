//! Comments as the desk sees them.

use std::ops::Range;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::comment_reply;
use serde_json::Value;

use super::{
    anchor::Quote,
    loader::{CommentsOf, LatestOf, RepliesTo},
};
use crate::{
    graphql::{Desk, Result, camel, lists, nouns, one, scalar::DateTime},
    manuscript::{Colleague, Manuscript, colleague},
};

nouns! { Comment = comment }

/// Whether a comment waits for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::comment::State")]
pub enum CommentState {
    /// It waits to be resolved.
    Open,
    /// It was resolved.
    Resolved,
}

/// A stretch of a text, in characters (Unicode code points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct TextRange {
    /// Its first character, counted from 0.
    start: i32,
    /// The character after its last, counted from 0.
    end: i32,
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        let counted = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
        Self { start: counted(range.start), end: counted(range.end) }
    }
}

/// What a colleague remarks on a manuscript.
#[Object]
impl Comment {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// The manuscript.
    async fn manuscript(&self, ctx: &Context<'_>) -> Option<Result<Manuscript>> {
        one(ctx, self.0.manuscript_id).await
    }

    /// The number of the version it was made on.
    fn version(&self) -> i32 {
        self.0.number
    }

    /// The field it is on, as `ManuscriptInput` calls it; null if it is on the whole version.
    fn field(&self) -> Option<String> {
        self.0.field.as_deref().map(camel)
    }

    /// The stretch of the field's text it was made on, in the version it was made on; null if it is on the whole field.
    fn range(&self) -> Option<TextRange> {
        let quote = self.quoted()?;
        Some((quote.start..quote.start + quote.text.chars().count()).into())
    }

    /// The words it was made on; null if it is on the whole field.
    fn quote(&self) -> Option<&str> {
        self.0.quote.as_deref()
    }

    /// Where these words stand in the latest version; null if they stand there no longer, or if it is on the whole field.
    async fn anchor(&self, ctx: &Context<'_>) -> Result<Option<TextRange>> {
        let found = self.in_latest(ctx, Quote::find).await?;
        Ok(found.flatten().map(TextRange::from))
    }

    /// Whether the words it was made on stand in the latest version no longer.
    async fn is_detached(&self, ctx: &Context<'_>) -> Result<bool> {
        let stands = self.in_latest(ctx, Quote::is_in).await?.unwrap_or_default();
        Ok(self.0.quote.is_some() && !stands)
    }

    /// What is remarked.
    fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether nothing is approved, released or corrected until it is resolved.
    fn is_blocking(&self) -> bool {
        self.0.is_blocking
    }

    /// Whether it waits for something.
    fn state(&self) -> CommentState {
        self.0.state.into()
    }

    /// Who wrote it.
    async fn written_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.written_by).await
    }

    /// When it was written.
    fn written_at(&self) -> DateTime {
        DateTime(self.0.written_at)
    }

    /// Who resolved it; null while it is open.
    async fn resolved_by(&self, ctx: &Context<'_>) -> Option<Result<Colleague>> {
        Some(colleague(ctx, self.0.resolved_by?).await)
    }

    /// When it was resolved; null while it is open.
    fn resolved_at(&self) -> Option<DateTime> {
        self.0.resolved_at.map(DateTime)
    }

    /// What was answered, oldest first; at most 100.
    async fn replies(&self, ctx: &Context<'_>) -> Result<Vec<CommentReply>> {
        Ok(ctx.load::<RepliesTo>(self.0.id).await?.iter().cloned().map(CommentReply).collect())
    }
}

impl Comment {
    fn quoted(&self) -> Option<Quote> {
        Some(Quote {
            start: usize::try_from(self.0.start?).ok()?,
            text: self.0.quote.clone()?,
            before: self.0.before.clone().unwrap_or_default(),
            after: self.0.after.clone().unwrap_or_default(),
        })
    }

    /// Looks for its words in what the latest version says in their field.
    async fn in_latest<T>(
        &self,
        ctx: &Context<'_>,
        look: impl FnOnce(&Quote, &str) -> T,
    ) -> Result<Option<T>> {
        let (Some(quote), Some(field)) = (self.quoted(), &self.0.field) else { return Ok(None) };
        let latest = ctx.load::<LatestOf>(self.0.manuscript_id).await?;
        let said = latest.as_ref().and_then(|version| version.content.get(field)).and_then(Value::as_str);
        Ok(said.map(|text| look(&quote, text)))
    }
}

/// What was answered to a comment.
#[derive(Clone, Debug)]
pub struct CommentReply(comment_reply::Model);

/// What a colleague answers to a comment.
#[Object]
impl CommentReply {
    /// What is answered.
    fn text(&self) -> &str {
        &self.0.text
    }

    /// Who wrote it.
    async fn written_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.written_by).await
    }

    /// When it was written.
    fn written_at(&self) -> DateTime {
        DateTime(self.0.written_at)
    }
}

lists! {
    CommentLists {
        /// What colleagues remarked on it, oldest first.
        comments: Comment = CommentsOf;
    }
}
