//! Manuscripts as the desk sees them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::{account, manuscript, manuscript_step, manuscript_version, summary};
use uuid::Uuid;

use super::{
    content::Content,
    loader::{AccountOf, StepsOf, SummaryOf, VersionsOf},
    query::desk,
};
use crate::{
    graphql::{
        ById, Desk, Fault, Result, nouns, one,
        scalar::{DateTime, LanguageTag, Markdown},
    },
    lecture::Lecture,
    meeting::Meeting,
    summary::Summary,
    topic::Topic,
    trial::Outcome,
    writer::Writer,
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

/// What was done with a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::manuscript_step::Step")]
pub enum ManuscriptStepKind {
    /// A version was saved.
    Save,
    /// It was sent to review.
    Submit,
    /// It was sent back.
    RequestChanges,
    /// It was signed off.
    Approve,
    /// It was released.
    Release,
    /// The release was taken back before its moment.
    Withdraw,
    /// It took the place of the version that was published.
    Correct,
}

/// Somebody at the desk.
#[derive(Clone, Debug, SimpleObject)]
pub struct Colleague {
    /// Their name.
    name: String,
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
    async fn released_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        Ok(self.row(ctx).await?.published_at.map(DateTime))
    }

    /// When a step was taken last.
    fn changed_at(&self) -> DateTime {
        DateTime(self.0.changed_at)
    }

    /// The lecture it is on.
    async fn lecture(&self, ctx: &Context<'_>) -> Result<Option<Lecture>> {
        let lecture = self.row(ctx).await?.lecture_id;
        one(ctx, lecture).await.transpose()
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let meeting = self.row(ctx).await?.meeting_id;
        one(ctx, meeting).await.transpose()
    }

    /// The summary, once readers see it.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.id).await
    }

    /// Its latest version.
    async fn version(&self, ctx: &Context<'_>) -> Result<ManuscriptVersion> {
        let all = ctx.load::<VersionsOf>(self.0.id).await?;
        let latest = all.iter().find(|version| version.number == self.0.number);
        ManuscriptVersion::read(latest.ok_or_else(|| lost("its version"))?)
    }

    /// All its versions, the latest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<ManuscriptVersion>> {
        ctx.load::<VersionsOf>(self.0.id).await?.iter().map(ManuscriptVersion::read).collect()
    }

    /// What was done with it, the latest first.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<ManuscriptStep>> {
        Ok(ctx.load::<StepsOf>(self.0.id).await?.iter().cloned().map(ManuscriptStep).collect())
    }
}

impl Manuscript {
    /// The manuscript of an id, for the desk.
    pub(crate) async fn shown_to(ctx: &Context<'_>, id: Uuid) -> Result<Option<Self>> {
        if desk(ctx.viewer()).is_err() {
            return Ok(None);
        }
        Ok(ctx.load::<ById<manuscript::Entity>>(id).await?.map(Self))
    }

    /// The row of its summary, as the desk sees it.
    async fn row(&self, ctx: &Context<'_>) -> Result<summary::Model> {
        let found = ctx.load::<SummaryOf>(self.0.id).await?;
        found.first().cloned().ok_or_else(|| lost("its summary"))
    }
}

fn lost(what: &str) -> Fault {
    sea_orm::DbErr::RecordNotFound(format!("a manuscript lost {what}")).into()
}

async fn colleague(ctx: &Context<'_>, id: Uuid) -> Result<Colleague> {
    let found: Arc<[account::Model]> = ctx.load::<AccountOf>(id).await?;
    let account = found.first().ok_or_else(|| lost("who wrote it"))?;
    Ok(Colleague { name: account.name.clone() })
}

/// A manuscript as it was saved once.
#[derive(Clone, Debug)]
pub struct ManuscriptVersion {
    row: manuscript_version::Model,
    content: Content,
}

impl ManuscriptVersion {
    pub(super) fn read(row: &manuscript_version::Model) -> Result<Self> {
        let content = serde_json::from_value(row.content.clone());
        let content = content.map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
        Ok(Self { row: row.clone(), content })
    }
}

/// A manuscript as it was saved once. It never changes.
#[Object]
impl ManuscriptVersion {
    /// Counted from 1.
    fn number(&self) -> i32 {
        self.row.number
    }

    /// SHA-256 of what it says, in hexadecimal digits. Two versions that say the same have the same.
    fn hash(&self) -> &str {
        &self.row.hash
    }

    /// Who saved it.
    async fn saved_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.row.saved_by).await
    }

    /// When it was saved.
    fn saved_at(&self) -> DateTime {
        DateTime(self.row.saved_at)
    }

    /// Why it was saved, in the words of who did; null if nothing was said.
    fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The title.
    fn title(&self) -> &str {
        &self.content.title
    }

    /// The message in a sentence or two; empty if there is none yet.
    fn lead_message(&self) -> &str {
        &self.content.lead_message
    }

    /// The text in Markdown; empty if there is none yet.
    fn body_markdown(&self) -> Markdown {
        Markdown(self.content.body.clone())
    }

    /// The language it is written in.
    fn language(&self) -> LanguageTag {
        LanguageTag(self.content.language.clone())
    }

    /// What readers should remember, in order.
    fn take_home_messages(&self) -> Vec<ManuscriptMessage> {
        let messages = self.content.take_home_messages.iter();
        messages
            .map(|message| ManuscriptMessage {
                text: message.text.clone(),
                outcomes: message.outcomes.clone(),
            })
            .collect()
    }

    /// Who is to sign it, in order.
    async fn writers(&self, ctx: &Context<'_>) -> Result<Vec<Writer>> {
        all(ctx, &self.content.writers).await
    }

    /// What it is about.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        all(ctx, &self.content.topics).await
    }
}

/// What a reader should remember, as it stands in a manuscript.
#[derive(Clone, Debug)]
pub struct ManuscriptMessage {
    text: String,
    outcomes: Vec<Uuid>,
}

/// What readers should remember, as it stands in a manuscript.
#[Object]
impl ManuscriptMessage {
    /// In a sentence.
    fn text(&self) -> &str {
        &self.text
    }

    /// The results it rests on.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Outcome>> {
        all(ctx, &self.outcomes).await
    }
}

/// One step of a manuscript on its way.
#[derive(Clone, Debug)]
pub struct ManuscriptStep(manuscript_step::Model);

/// One step of a manuscript on its way.
#[Object]
impl ManuscriptStep {
    /// What was done.
    fn kind(&self) -> ManuscriptStepKind {
        self.0.step.into()
    }

    /// Who did it.
    async fn taken_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.taken_by).await
    }

    /// When it was done.
    fn taken_at(&self) -> DateTime {
        DateTime(self.0.taken_at)
    }

    /// The number of the version it was done with.
    fn version(&self) -> i32 {
        self.0.number
    }

    /// The hash of the version it was done with: a signature holds for nothing else.
    fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The moment it was released for; null if it is no release.
    fn released_at(&self) -> Option<DateTime> {
        self.0.released_at.map(DateTime)
    }

    /// What was said with it; null if nothing was.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// The nouns of these ids, in their order; what is not there any more is left out.
async fn all<T: crate::graphql::Noun>(ctx: &Context<'_>, ids: &[Uuid]) -> Result<Vec<T>> {
    let found = ids.iter().map(|id| ctx.load::<ById<T::Entity>>(*id));
    let found = futures_util::future::try_join_all(found).await?;
    Ok(found.into_iter().flatten().map(T::from).collect())
}
