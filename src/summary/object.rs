//! Summaries as the contract shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    loader::{MessagesOf, NewslettersWith, OutcomesOfMessage, SlidesOf, TextOf},
    slide::KeySlide,
};
use crate::{
    declaration::{DeclarationOf, Disclosure, FundingStatement, Rights},
    graphql::{
        All, Desk, Noun, Result, lists, nouns, one, prose,
        scalar::{DateTime, Html, LanguageTag, Markdown},
    },
    lecture::Lecture,
    meeting::Meeting,
    newsletter::Newsletter,
    notice::{Notice, NoticesOf, SummaryStanding},
    podcast::{EpisodesOfLecture, PodcastEpisode},
    reference::Citing,
    source::Sourced,
    topic::{Topic, TopicsOf},
    trial::Outcome,
    writer::{Writer, WritersOfSummary},
};

nouns! { Summary = summary }

/// A summary of a lecture.
#[Object]
impl Summary {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its title.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// The message in a sentence or two.
    fn lead_message(&self) -> &str {
        &self.0.lead_message
    }

    /// The language it is written in.
    fn language(&self) -> LanguageTag {
        LanguageTag(self.0.language.clone())
    }

    /// When it was published.
    fn published_at(&self) -> Option<DateTime> {
        self.0.published_at.map(DateTime)
    }

    /// How long it takes to read, in minutes.
    fn reading_minutes(&self) -> Option<i32> {
        self.0.reading_minutes
    }

    /// Whether it demonstrates this service and is nobody's editorial work.
    fn is_demonstration(&self) -> bool {
        self.0.is_demonstration
    }

    /// The text as sanitised HTML.
    async fn body(&self, ctx: &Context<'_>) -> Result<Html> {
        Ok(prose::html(&self.markdown(ctx).await?))
    }

    /// The text in Markdown.
    async fn body_markdown(&self, ctx: &Context<'_>) -> Result<Markdown> {
        Ok(Markdown(self.markdown(ctx).await?))
    }

    /// The text cut at its headings.
    async fn sections(&self, ctx: &Context<'_>) -> Result<Vec<SummarySection>> {
        let sections = prose::sections(&self.markdown(ctx).await?);
        let shown = sections.into_iter().map(|section| SummarySection {
            heading: section.heading,
            html: prose::html(&section.markdown),
            markdown: Markdown(section.markdown),
        });
        Ok(shown.collect())
    }

    /// What readers should remember, in order.
    async fn take_home_messages(&self, ctx: &Context<'_>) -> Result<Vec<TakeHomeMessage>> {
        let rows = ctx.load::<All<MessagesOf>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(TakeHomeMessage).collect())
    }

    /// The lecture it is on; null if it is on a whole meeting.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.0.lecture_id).await
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    /// Who signs it, in order.
    async fn writers(&self, ctx: &Context<'_>) -> Result<Vec<Writer>> {
        Ok(Writer::all(&ctx.load::<All<WritersOfSummary>>(self.0.id).await?))
    }

    /// What it is about.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(Topic::all(&ctx.load::<All<TopicsOf>>(self.0.id).await?))
    }

    /// Its key slides, in order.
    async fn slides(&self, ctx: &Context<'_>) -> Result<Vec<KeySlide>> {
        Ok(KeySlide::all(&ctx.load::<All<SlidesOf>>(self.0.id).await?))
    }

    /// Podcast episodes on the same lecture.
    async fn podcast_episodes(&self, ctx: &Context<'_>) -> Result<Vec<PodcastEpisode>> {
        let Some(lecture) = self.0.lecture_id else { return Ok(Vec::new()) };
        Ok(PodcastEpisode::all(&ctx.load::<All<EpisodesOfLecture>>(lecture).await?))
    }

    /// How it stands after all that was told about it. Mark what is doubted or retracted wherever it is shown.
    async fn standing(&self, ctx: &Context<'_>) -> Result<SummaryStanding> {
        let notices = ctx.load::<All<NoticesOf>>(self.0.id).await?;
        Ok(SummaryStanding::after(notices.iter().map(|notice| &notice.kind)))
    }

    /// What readers were told about it since it was published, oldest first.
    async fn notices(&self, ctx: &Context<'_>) -> Result<Vec<Notice>> {
        Ok(Notice::all(&ctx.load::<All<NoticesOf>>(self.0.id).await?))
    }

    /// By what right it is published; null if that was not recorded.
    async fn rights(&self, ctx: &Context<'_>) -> Option<Result<Rights>> {
        let declared = ctx.load::<DeclarationOf>(self.0.id).await.transpose()?;
        declared.map(|declared| declared.rights.first().cloned().map(Rights::from)).transpose()
    }

    /// Who paid for it; null if that was not recorded.
    async fn funding(&self, ctx: &Context<'_>) -> Option<Result<Vec<FundingStatement>>> {
        let declared = ctx.load::<DeclarationOf>(self.0.id).await.transpose()?;
        Some(declared.map(|declared| declared.funding.iter().cloned().map(FundingStatement::from).collect()))
    }

    /// What its experts stated about their interests; null if that was not recorded.
    async fn disclosures(&self, ctx: &Context<'_>) -> Option<Result<Vec<Disclosure>>> {
        let declared = ctx.load::<DeclarationOf>(self.0.id).await.transpose()?;
        Some(declared.map(|declared| declared.disclosures.iter().cloned().map(Disclosure::from).collect()))
    }

    #[graphql(flatten)]
    fn lists(&self) -> SummaryLists {
        SummaryLists(self.0.id)
    }

    #[graphql(flatten)]
    fn citing(&self) -> Citing<Self> {
        Citing::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

impl Summary {
    async fn markdown(&self, ctx: &Context<'_>) -> Result<String> {
        let text = ctx.load::<TextOf>(self.0.id).await?;
        Ok(text.map(|row| row.markdown.clone()).unwrap_or_default())
    }
}

lists! {
    SummaryLists {
        /// The newsletters it is in. Only what has been published.
        newsletters: Newsletter = NewslettersWith;
    }
}

/// A part of a summary under one heading.
#[derive(Clone, Debug, SimpleObject)]
pub struct SummarySection {
    /// The heading; null for what stands before the first.
    heading: Option<String>,
    /// The text as sanitised HTML.
    html: Html,
    /// The text in Markdown.
    markdown: Markdown,
}

/// What a reader should remember.
#[derive(Clone, Debug)]
pub struct TakeHomeMessage(pub Arc<entity::take_home_message::Model>);

/// What a reader should remember of a summary.
#[Object]
impl TakeHomeMessage {
    /// Its place, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// The message.
    fn text(&self) -> &str {
        &self.0.text
    }

    /// The results it rests on.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Outcome>> {
        Ok(Outcome::all(&ctx.load::<All<OutcomesOfMessage>>(self.0.id).await?))
    }

    /// The summary it is of.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.summary_id).await
    }
}
