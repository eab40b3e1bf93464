//! People and their offices, as the contract shows them.

use async_graphql::{Context, Enum, ID, Object};

use super::{
    contribution::Contribution,
    loader::{
        ContributionsBy, EpisodesOfPerson, LecturesOfPerson, MeetingsOfPerson, OfficesOfPerson,
        WriterOfPerson,
    },
};
use crate::{
    graphql::{
        All, Desk, Noun, Result, lists, nouns, one,
        scalar::{Orcid, PartialDate},
    },
    lecture::Lecture,
    meeting::Meeting,
    organisation::Organisation,
    podcast::PodcastEpisode,
    source::Sourced,
    writer::Writer,
};

nouns! { Person = person, Office = office }

/// Somebody named at a congress, in an office or on a highlight.
#[Object]
impl Person {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Their name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Their name as it is mostly printed.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Other ways their name is printed.
    fn name_variants(&self) -> &[String] {
        &self.0.name_variants
    }

    /// Degrees and fellowships behind the name, such as `MD`.
    fn credentials(&self) -> &[String] {
        &self.0.credentials
    }

    /// Where they work, as printed.
    fn affiliations(&self) -> &[String] {
        &self.0.affiliations
    }

    /// Their ORCID.
    fn orcid(&self) -> Option<Orcid> {
        Orcid::maybe(self.0.orcid.as_ref())
    }

    /// The offices they held, as far as sources tell.
    async fn offices(&self, ctx: &Context<'_>) -> Result<Vec<Office>> {
        Ok(Office::all(&ctx.load::<All<OfficesOfPerson>>(self.0.id).await?))
    }

    /// The medical writer they are; null if they are none.
    async fn writer(&self, ctx: &Context<'_>) -> Option<Result<Writer>> {
        let writers = ctx.load::<All<WriterOfPerson>>(self.0.id).await;
        writers.map(|writers| writers.first().cloned().map(Writer)).transpose()
    }

    #[graphql(flatten)]
    fn lists(&self) -> PersonLists {
        PersonLists(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    PersonLists {
        /// Every part they play in anything.
        contributions: Contribution = ContributionsBy;
        /// The lectures they presented, wrote or commented on.
        lectures: Lecture = LecturesOfPerson;
        /// The meetings they chaired or played another part in.
        meetings: Meeting = MeetingsOfPerson;
        /// The podcast episodes they speak in.
        podcast_episodes: PodcastEpisode = EpisodesOfPerson;
    }
}

/// The offices of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::office::Role")]
pub enum OfficeRole {
    /// Presides.
    President,
    /// Will preside next.
    PresidentElect,
    /// Presided last.
    PastPresident,
    /// Chairs the scientific committee.
    ScientificCommitteeChair,
    /// Sits on the scientific committee.
    ScientificCommitteeMember,
    /// Chairs the education programme with another.
    EducationProgrammeCoChair,
    /// Chairs the scientific programme with another.
    ScientificProgrammeCoChair,
    /// Directs the house.
    ExecutiveDirector,
    /// Another office.
    Other,
}

/// An office somebody holds or held.
#[Object]
impl Office {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Who holds it.
    async fn person(&self, ctx: &Context<'_>) -> Option<Result<Person>> {
        one(ctx, self.0.person_id).await
    }

    /// Where.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }

    /// For which meeting; null if the office is not for one.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    /// Which office.
    fn role(&self) -> OfficeRole {
        self.0.role.into()
    }

    /// As printed.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// Since when; null if no source says.
    fn held_from(&self) -> Option<PartialDate> {
        self.0.held_from.clone().map(PartialDate)
    }

    /// Until when; null if no source says.
    fn held_until(&self) -> Option<PartialDate> {
        self.0.held_until.clone().map(PartialDate)
    }

    /// A date on which a source says it was held.
    fn as_of(&self) -> Option<PartialDate> {
        self.0.as_of.clone().map(PartialDate)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}
