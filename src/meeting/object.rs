//! Meetings as the contract shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    intent::{Objective, Purpose},
    kinds::{MeetingFormat, MeetingStatus, PlatformPurpose},
    loader::{
        ChairsOf, EpisodesOf, LecturesOf, NewslettersOf, OfficesOf, SessionsOf, StepsOf, SummariesOf, ToolsOf,
    },
    schedule::ScheduleStep,
    series::MeetingSeries,
    session::Session,
};
use crate::{
    claim::{Claims, Statement},
    graphql::{
        All, Desk, Noun, Result, lists, nouns, one,
        prose::html,
        scalar::{Html, PartialDate},
    },
    lecture::Lecture,
    newsletter::Newsletter,
    organisation::{Involved, Organisation, OrganisersOf},
    person::{Credited, Office, Person},
    podcast::PodcastEpisode,
    reference::Citing,
    source::Sourced,
    summary::Summary,
    topic::About,
    training::TrainingTool,
    writer::{Writer, WritersOfMeeting},
};

nouns! { Meeting = meeting }

/// One edition of a congress or conference.
#[Object]
impl Meeting {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses, such as `ash-2020`.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its full name.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Its short name, such as `ASH 2020`.
    fn short_name(&self) -> Option<&str> {
        self.0.short_name.as_deref()
    }

    /// Which edition it is: 62 for the 62nd.
    fn ordinal(&self) -> Option<i32> {
        self.0.ordinal
    }

    /// Its hashtag, with the sign.
    fn hashtag(&self) -> Option<&str> {
        self.0.hashtag.as_deref()
    }

    /// Its theme.
    fn theme(&self) -> Option<&str> {
        self.0.theme.as_deref()
    }

    /// How people meet, after the last step of the schedule.
    fn format(&self) -> MeetingFormat {
        self.0.format.into()
    }

    /// Where it stands.
    fn status(&self) -> MeetingStatus {
        self.0.status.into()
    }

    /// Its first day, after the last step of the schedule.
    fn starts_on(&self) -> Option<PartialDate> {
        self.0.starts_on.clone().map(PartialDate)
    }

    /// Its last day, after the last step of the schedule.
    fn ends_on(&self) -> Option<PartialDate> {
        self.0.ends_on.clone().map(PartialDate)
    }

    /// The building; null for a virtual meeting.
    fn venue(&self) -> Option<&str> {
        self.0.venue.as_deref()
    }

    /// The city; null for a virtual meeting.
    fn city(&self) -> Option<&str> {
        self.0.city.as_deref()
    }

    /// The state or region.
    fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The country, as printed.
    fn country(&self) -> Option<&str> {
        self.0.country.as_deref()
    }

    /// The zone its hours are in, as far as the programme says.
    fn time_zone(&self) -> Option<&str> {
        self.0.time_zone.as_deref()
    }

    /// When recorded talks were opened before the meeting.
    fn talks_available_from(&self) -> Option<PartialDate> {
        self.0.talks_available_from.clone().map(PartialDate)
    }

    /// When the programme on demand was opened.
    fn on_demand_from(&self) -> Option<PartialDate> {
        self.0.on_demand_from.clone().map(PartialDate)
    }

    /// Whether registration is free; null if no source says.
    fn is_registration_free(&self) -> Option<bool> {
        self.0.is_registration_free
    }

    /// Whether fees already paid were given back; null if no source says.
    fn are_fees_refunded(&self) -> Option<bool> {
        self.0.are_fees_refunded
    }

    /// The platform of a virtual meeting; null if there is none.
    fn platform(&self) -> Option<VirtualPlatform> {
        let known = self.0.platform.is_some() || !self.0.platform_purposes.is_empty();
        known.then(|| VirtualPlatform(Arc::clone(&self.0)))
    }

    /// What it is an edition of.
    async fn series(&self, ctx: &Context<'_>) -> Option<Result<MeetingSeries>> {
        one(ctx, self.0.series_id).await
    }

    /// The story of where and when it was to be held, oldest first. The last step is today's truth.
    async fn schedule_steps(&self, ctx: &Context<'_>) -> Result<Vec<ScheduleStep>> {
        Ok(ScheduleStep::all(&ctx.load::<All<StepsOf>>(self.0.id).await?))
    }

    /// Who organises it.
    async fn organisers(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        Ok(Organisation::all(&ctx.load::<All<OrganisersOf>>(self.0.id).await?))
    }

    /// The medical writers who cover it.
    async fn writers(&self, ctx: &Context<'_>) -> Result<Vec<Writer>> {
        Ok(Writer::all(&ctx.load::<All<WritersOfMeeting>>(self.0.id).await?))
    }

    /// Who chairs it.
    async fn chairs(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        Ok(Person::all(&ctx.load::<All<ChairsOf>>(self.0.id).await?))
    }

    /// The offices held for it, such as the co-chairs of its programme.
    async fn offices(&self, ctx: &Context<'_>) -> Result<Vec<Office>> {
        Ok(Office::all(&ctx.load::<All<OfficesOf>>(self.0.id).await?))
    }

    /// How it greets its participants, in our words; null if it does not.
    async fn welcome(&self, ctx: &Context<'_>) -> Option<Result<Html>> {
        let found = Statement::of_kind(ctx, self.0.id, entity::statement::Kind::Welcome).await;
        found.map(|welcome| welcome.first()?.0.text.as_deref().map(html)).transpose()
    }

    /// What meetings like this are for, the weightiest first.
    async fn purposes(&self, ctx: &Context<'_>) -> Result<Vec<Purpose>> {
        let statements = Statement::of_kind(ctx, self.0.id, entity::statement::Kind::Purpose).await?;
        Ok((1..).zip(statements).map(|(position, statement)| Purpose { position, statement }).collect())
    }

    /// What participants should be able to do afterwards, in order.
    async fn objectives(&self, ctx: &Context<'_>) -> Result<Vec<Objective>> {
        let statements = Statement::of_kind(ctx, self.0.id, entity::statement::Kind::Objective).await?;
        Ok((1..).zip(statements).map(|(position, statement)| Objective { position, statement }).collect())
    }

    #[graphql(flatten)]
    fn lists(&self) -> MeetingLists {
        MeetingLists(self.0.id)
    }

    #[graphql(flatten)]
    fn about(&self) -> About<Self> {
        About::of(self.0.id)
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn involved(&self) -> Involved<Self> {
        Involved::of(self.0.id)
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
    MeetingLists {
        /// Its programme, in order.
        sessions: Session = SessionsOf;
        /// The lectures given there, by abstract number.
        lectures: Lecture = LecturesOf;
        /// What our writers made of it, newest first. Only what has been published.
        summaries: Summary = SummariesOf;
        /// Podcast episodes on it, newest first. Only what has been published.
        podcast_episodes: PodcastEpisode = EpisodesOf;
        /// Newsletters on it, newest first. Only what has been published.
        newsletters: Newsletter = NewslettersOf;
        /// Training tools made from it.
        training_tools: TrainingTool = ToolsOf;
    }
}

/// The platform of a virtual meeting.
pub struct VirtualPlatform(Arc<entity::meeting::Model>);

/// The platform of a virtual meeting.
#[Object]
impl VirtualPlatform {
    /// Its name.
    fn name(&self) -> Option<&str> {
        self.0.platform.as_deref()
    }

    /// What it is for.
    fn purposes(&self) -> Vec<PlatformPurpose> {
        self.0.platform_purposes.iter().copied().map(Into::into).collect()
    }
}
