//! Lectures as the contract shows them.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};

use super::loader::{EpisodesOf, OutcomesOf, SlidesOf, SummariesOf, TrialsOf};
use crate::{
    claim::Claims,
    embargo::{Embargo, EmbargoesOn},
    graphql::{
        All, Desk, Noun, Result, lists, nouns, one,
        scalar::{AbstractNumber, Doi, LocalTime, PartialDate},
    },
    meeting::{Meeting, Session, SessionKind},
    person::{Credited, Person, PresentersOf},
    podcast::PodcastEpisode,
    reference::{Citing, Reference},
    source::Sourced,
    summary::{KeySlide, Summary},
    topic::{Topic, TopicsOf},
    trial::{Outcome, Trial},
};

nouns! { Lecture = lecture }

/// Whose words a title is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::lecture::TitleKind")]
pub enum TitleKind {
    /// The title of the abstract or talk itself.
    Official,
    /// The title of a report on it.
    Secondary,
    /// Our own words: no source prints its title.
    Descriptive,
}

/// Whether the data had been shown before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::lecture::DataStatus")]
pub enum DataStatus {
    /// Not published before.
    Unpublished,
    /// Published elsewhere before.
    PublishedElsewhere,
    /// Shown at another meeting before.
    Encore,
    /// The final analysis.
    Final,
    /// An interim analysis.
    Interim,
    /// No source says.
    Unknown,
}

/// How much of a record the sources allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::lecture::Completeness")]
pub enum Completeness {
    /// Enough to be used as it stands.
    Full,
    /// Some of it is missing.
    Partial,
    /// Hardly more than its existence.
    Stub,
}

/// A number some other system gives a thing.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExternalId {
    /// Which system.
    scheme: String,
    /// The number there.
    value: String,
}

/// One talk or poster given at a meeting.
#[Object]
impl Lecture {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its title; `titleKind` tells whose words it is in.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// Whose words the title is in.
    fn title_kind(&self) -> TitleKind {
        self.0.title_kind.into()
    }

    /// Whether the source cuts the title off. Nothing was filled in.
    fn is_title_truncated(&self) -> bool {
        self.0.is_title_truncated
    }

    /// The number of its abstract, as printed; null if no source gives one.
    fn abstract_number(&self) -> Option<AbstractNumber> {
        self.0.abstract_number.clone().map(AbstractNumber)
    }

    /// The kind of session it was given in, as far as sources tell.
    fn kind(&self) -> SessionKind {
        self.0.kind.into()
    }

    /// The part of the programme it belongs to.
    fn programme(&self) -> Option<&str> {
        self.0.programme.as_deref()
    }

    /// Its day.
    fn date(&self) -> Option<PartialDate> {
        self.0.date.clone().map(PartialDate)
    }

    /// When it began, local to the meeting.
    fn starts_at(&self) -> Option<LocalTime> {
        LocalTime::maybe(self.0.starts_at.as_ref())
    }

    /// When it ended, local to the meeting.
    fn ends_at(&self) -> Option<LocalTime> {
        LocalTime::maybe(self.0.ends_at.as_ref())
    }

    /// The press briefing it was shown in.
    fn press_briefing(&self) -> Option<&str> {
        self.0.press_briefing.as_deref()
    }

    /// The DOI of its abstract.
    fn doi(&self) -> Option<Doi> {
        Doi::maybe(self.0.doi.as_ref())
    }

    /// What other systems call it.
    fn external_ids(&self) -> Vec<ExternalId> {
        let ids = self.0.external_ids.iter();
        ids.map(|id| ExternalId { scheme: id.scheme.clone(), value: id.value.clone() }).collect()
    }

    /// Whether its data had been shown before.
    fn data_status(&self) -> DataStatus {
        self.0.data_status.into()
    }

    /// Whether the programme marks it as relevant in the clinic; null if it does not say.
    fn is_clinically_relevant(&self) -> Option<bool> {
        self.0.is_clinically_relevant
    }

    /// Whether it could be watched on demand; null if no source says.
    fn is_on_demand(&self) -> Option<bool> {
        self.0.is_on_demand
    }

    /// How much of a record the sources allowed.
    fn completeness(&self) -> Completeness {
        self.0.completeness.into()
    }

    /// A remark by our editors.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The meeting it was given at.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    /// The session it was given in; null if no source says.
    async fn session(&self, ctx: &Context<'_>) -> Option<Result<Session>> {
        one(ctx, self.0.session_id).await
    }

    /// Who presented it. Where sources disagree, all who are named; `contributions` tells which
    /// source names whom.
    async fn presenters(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        Ok(Person::all(&ctx.load::<All<PresentersOf>>(self.0.id).await?))
    }

    /// What it is about.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(Topic::all(&ctx.load::<All<TopicsOf>>(self.0.id).await?))
    }

    /// The trials it reports.
    async fn trials(&self, ctx: &Context<'_>) -> Result<Vec<Trial>> {
        Ok(Trial::all(&ctx.load::<All<TrialsOf>>(self.0.id).await?))
    }

    /// Its results as data: what was presented, and what was published later.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Outcome>> {
        Ok(Outcome::all(&ctx.load::<All<OutcomesOf>>(self.0.id).await?))
    }

    /// Where its results were published later.
    async fn later_publications(&self, ctx: &Context<'_>) -> Result<Vec<Reference>> {
        Reference::of_role(ctx, self.0.id, entity::citation::Role::LaterPublication).await
    }

    /// The embargoes on it that hold or held, the last of each scope. The desk sees them.
    async fn embargoes(&self, ctx: &Context<'_>) -> Result<Vec<Embargo>> {
        Ok(Embargo::last(&ctx.load::<EmbargoesOn>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn lists(&self) -> LectureLists {
        LectureLists(self.0.id)
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn claims(&self) -> Claims<Self> {
        Claims::of(self.0.id)
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

lists! {
    LectureLists {
        /// What our writers made of it, newest first. Only what has been published.
        summaries: Summary = SummariesOf;
        /// Its key slides, in order.
        slides: KeySlide = SlidesOf;
        /// Podcast episodes on it, newest first. Only what has been published.
        podcast_episodes: PodcastEpisode = EpisodesOf;
    }
}
