//! Versions as the desk sees them.

use async_graphql::{Context, Object};
use entity::manuscript_version;
use uuid::Uuid;

use super::{
    attachment::{ManuscriptEpisode, ManuscriptSlide},
    change::{ManuscriptChange, between},
    content::Content,
    loader::VersionAt,
    step::{Colleague, colleague},
};
use crate::{
    declaration::{Disclosure, FundingStatement, Rights},
    graphql::{
        ById, Desk, Noun, Result, one,
        scalar::{DateTime, LanguageTag, Markdown},
    },
    reference::{CitationRole, Reference},
    source::Source,
    topic::Topic,
    trial::Outcome,
    writer::Writer,
};

/// A manuscript as it was saved once.
#[derive(Clone, Debug)]
pub struct ManuscriptVersion {
    row: manuscript_version::Model,
    content: Content,
}

impl ManuscriptVersion {
    pub(crate) fn read(row: &manuscript_version::Model) -> Result<Self> {
        let content = serde_json::from_value(row.content.clone());
        let content = content.map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
        Ok(Self { row: row.clone(), content })
    }

    /// What it says otherwise than the version of a number, if there is one.
    pub(super) async fn since(
        &self,
        ctx: &Context<'_>,
        number: i32,
    ) -> Result<Option<Vec<ManuscriptChange>>> {
        let Some(before) = ctx.load::<VersionAt>((self.row.manuscript_id, number)).await? else {
            return Ok(None);
        };
        let before = Self::read(&before)?;
        between(&before.content, &self.content).await.map(Some)
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

    /// What it says otherwise than another version, field by field, in the order of the fields; null if there is no such
    /// version. Fields that say the same are left out.
    async fn changes_since(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The number of the other version, which as a rule is an earlier one.")] version: i32,
    ) -> Option<Result<Vec<ManuscriptChange>>> {
        self.since(ctx, version).await.transpose()
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

    /// What it rests on, in order.
    async fn references(&self, ctx: &Context<'_>) -> Result<Vec<Reference>> {
        all(ctx, &self.content.references).await
    }

    /// What those of its references are to it that are more than cited.
    fn reference_roles(&self) -> Vec<ManuscriptReferenceRole> {
        let roles = self.content.reference_roles.iter();
        roles.map(|one| ManuscriptReferenceRole { id: one.reference, role: one.role.into() }).collect()
    }

    /// The sources that its facts come from, in order.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        all(ctx, &self.content.sources).await
    }

    /// By what right it is to be published; null if that was not said yet.
    fn rights(&self) -> Option<Rights> {
        self.content.rights.clone().map(Into::into)
    }

    /// Who paid for it; empty as long as nobody has answered.
    fn funding(&self) -> Vec<FundingStatement> {
        self.content.funding.iter().cloned().map(Into::into).collect()
    }

    /// What its experts stated about their interests.
    fn disclosures(&self) -> Vec<Disclosure> {
        self.content.disclosures.iter().cloned().map(Into::into).collect()
    }

    /// Whether it tells nothing beyond the published abstract.
    fn is_abstract_only(&self) -> bool {
        self.content.is_abstract_only
    }

    /// Its key slides, in order.
    fn slides(&self) -> Vec<ManuscriptSlide> {
        self.content.slides.iter().cloned().map(ManuscriptSlide).collect()
    }

    /// The podcast episodes that come out with it, in order.
    fn episodes(&self) -> Vec<ManuscriptEpisode> {
        self.content.episodes.iter().cloned().map(ManuscriptEpisode).collect()
    }
}

/// What a reference is to a summary, as it stands in a manuscript.
#[derive(Clone, Debug)]
pub struct ManuscriptReferenceRole {
    id: Uuid,
    role: CitationRole,
}

/// What a reference is to a summary, as it stands in a manuscript.
#[Object]
impl ManuscriptReferenceRole {
    /// The reference.
    async fn reference(&self, ctx: &Context<'_>) -> Option<Result<Reference>> {
        one(ctx, self.id).await
    }

    /// What it is to the summary.
    fn role(&self) -> CitationRole {
        self.role
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

/// The nouns of these ids, in their order; what is not there any more is left out.
async fn all<T: Noun>(ctx: &Context<'_>, ids: &[Uuid]) -> Result<Vec<T>> {
    let found = ids.iter().map(|id| ctx.load::<ById<T::Entity>>(*id));
    let found = futures_util::future::try_join_all(found).await?;
    Ok(found.into_iter().flatten().map(T::from).collect())
}
