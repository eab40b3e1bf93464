//! Manuscripts as the desk sees them.

use async_graphql::{Context, Enum, ID, Object};
use entity::{manuscript, summary};

use super::{
    loader::{StepsOf, SummaryOf, VersionAt, VersionsOf},
    published::published,
    review::reviews_left,
    step::{ManuscriptStep, ReviewKind},
    version::ManuscriptVersion,
    want::{ManuscriptWant, WantsOf},
};
use crate::{
    assignment::Assignment,
    autosave::Autosave,
    comment::CommentLists,
    embargo::{Embargo, EmbargoesOn},
    graphql::{Desk, Fault, Result, nouns, one, scalar::DateTime},
    lecture::Lecture,
    meeting::Meeting,
    summary::Summary,
};

nouns! { Manuscript = manuscript }

/// How far a manuscript is on its way to the readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum ManuscriptStage {
    /// It is being written.
    Draft,
    /// Somebody else reads it.
    InReview,
    /// It was sent back.
    ChangesRequested,
    /// It was signed off and waits to be released.
    Approved,
    /// It is released for a moment that has not come.
    Scheduled,
    /// Readers see it.
    Published,
}

/// What a summary is made from. The desk sees it; readers see the summary, once it is published.
#[Object]
impl Manuscript {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// The name of its summary in addresses.
    async fn slug(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.row(ctx).await?.slug.clone())
    }

    /// How far it is.
    async fn stage(&self, ctx: &Context<'_>) -> Result<ManuscriptStage> {
        let released_at = self.row(ctx).await?.published_at;
        Ok(match self.0.stage {
            manuscript::Stage::Draft => ManuscriptStage::Draft,
            manuscript::Stage::InReview => ManuscriptStage::InReview,
            manuscript::Stage::ChangesRequested => ManuscriptStage::ChangesRequested,
            manuscript::Stage::Approved => ManuscriptStage::Approved,
            manuscript::Stage::Released if released_at.is_some_and(|at| at > ctx.question().now) => {
                ManuscriptStage::Scheduled
            }
            manuscript::Stage::Released => ManuscriptStage::Published,
        })
    }

    /// When readers see it, or saw it first; null until it is released.
    async fn released_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime>> {
        self.row(ctx).await.map(|row| row.published_at.map(DateTime)).transpose()
    }

    /// When a step was taken last.
    fn changed_at(&self) -> DateTime {
        DateTime(self.0.changed_at)
    }

    /// The lecture it is on.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        match self.row(ctx).await {
            Ok(row) => one(ctx, row.lecture_id).await,
            Err(fault) => Some(Err(fault)),
        }
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        match self.row(ctx).await {
            Ok(row) => one(ctx, row.meeting_id).await,
            Err(fault) => Some(Err(fault)),
        }
    }

    /// The summary, once readers see it.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.id).await
    }

    /// Its latest version.
    async fn version(&self, ctx: &Context<'_>) -> Result<ManuscriptVersion> {
        self.version_at(ctx, self.0.number).await?.ok_or_else(|| lost("its version"))
    }

    /// One of its versions; null if there is none of this number.
    async fn version_by_number(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The number, counted from 1.")] number: i32,
    ) -> Option<Result<ManuscriptVersion>> {
        self.version_at(ctx, number).await.transpose()
    }

    /// The version that readers see now; null while they see none.
    async fn published_version(&self, ctx: &Context<'_>) -> Result<Option<ManuscriptVersion>> {
        let steps = ctx.load::<StepsOf>(self.0.id).await?;
        match published(&steps, ctx.question().now) {
            Some(number) if one::<Summary>(ctx, self.0.id).await.is_some() => {
                self.version_at(ctx, number).await
            }
            _ => Ok(None),
        }
    }

    /// Who is to do what with it, by task.
    async fn assignments(&self, ctx: &Context<'_>) -> Result<Vec<Assignment>> {
        Assignment::of(ctx, self.0.id).await
    }

    /// What you wrote and have not saved; null if there is nothing. Nobody else sees it.
    async fn autosave(&self, ctx: &Context<'_>) -> Option<Result<Autosave>> {
        Autosave::of(ctx, &self.0).await.transpose()
    }

    /// The reviews that its latest version still wants before it is approved. A change voids those it had, and so does
    /// sending it back.
    async fn reviews_left(&self, ctx: &Context<'_>) -> Result<Vec<ReviewKind>> {
        let steps = ctx.load::<StepsOf>(self.0.id).await?;
        Ok(reviews_left(&self.0, &steps).into_iter().map(Into::into).collect())
    }

    /// The embargoes on its lecture that hold or held, the last of each scope. The desk sees them.
    async fn embargoes(&self, ctx: &Context<'_>) -> Result<Vec<Embargo>> {
        let Some(lecture) = self.row(ctx).await?.lecture_id else { return Ok(Vec::new()) };
        Ok(Embargo::last(&ctx.load::<EmbargoesOn>(lecture).await?))
    }

    /// All embargoes that were set on its lecture, the latest first: what was planned, and what came of it.
    async fn embargo_history(&self, ctx: &Context<'_>) -> Result<Vec<Embargo>> {
        let Some(lecture) = self.row(ctx).await?.lecture_id else { return Ok(Vec::new()) };
        Ok(Embargo::all(&ctx.load::<EmbargoesOn>(lecture).await?))
    }

    /// What its latest version wants before it can be released.
    async fn wants(&self, ctx: &Context<'_>) -> Result<Vec<ManuscriptWant>> {
        let wanted = ctx.load::<WantsOf>((self.0.id, self.0.number)).await?;
        Ok(wanted.iter().cloned().map(ManuscriptWant::from).collect())
    }

    /// All its versions, the latest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<ManuscriptVersion>> {
        ctx.load::<VersionsOf>(self.0.id).await?.iter().map(ManuscriptVersion::read).collect()
    }

    #[graphql(flatten)]
    fn comments(&self) -> CommentLists {
        CommentLists(self.0.id)
    }

    /// What was done with it, the latest first.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<ManuscriptStep>> {
        Ok(ctx.load::<StepsOf>(self.0.id).await?.iter().cloned().map(ManuscriptStep).collect())
    }
}

impl Manuscript {
    async fn version_at(&self, ctx: &Context<'_>, number: i32) -> Result<Option<ManuscriptVersion>> {
        let found = ctx.load::<VersionAt>((self.0.id, number)).await?;
        found.as_deref().map(ManuscriptVersion::read).transpose()
    }

    /// The row of its summary, as the desk sees it.
    async fn row(&self, ctx: &Context<'_>) -> Result<summary::Model> {
        let found = ctx.load::<SummaryOf>(self.0.id).await?;
        found.as_deref().cloned().ok_or_else(|| lost("its summary"))
    }
}

/// A row that must be there is not.
pub(super) fn lost(what: &str) -> Fault {
    sea_orm::DbErr::RecordNotFound(format!("a manuscript lost {what}")).into()
}
