//! Organisations and the part they play, as the contract shows them.

use std::marker::PhantomData;

use async_graphql::{Context, Enum, ID, Object, OutputType};
use uuid::Uuid;

use super::{
    accreditation::AccreditationScheme,
    loader::{
        InvolvementsBy, InvolvementsOf, MeetingsOfOrganisation, MessagesOfOrganisation,
        OfficesOfOrganisation, SchemesOfOrganisation, SeriesOfOrganisation, ToolsOfOrganisation,
        VideosOfOrganisation, WritersOfOrganisation,
    },
    message::ExecutiveMessage,
};
use crate::{
    claim::{Claims, GeographicLevel, Statement},
    graphql::{
        All, Desk, Noun, Result, flattened, lists, nouns, one,
        scalar::{PartialDate, Url},
    },
    meeting::{Meeting, MeetingSeries},
    node::Node,
    person::Office,
    source::Sourced,
    training::TrainingTool,
    video::Video,
    writer::Writer,
};

nouns! { Organisation = organisation, Involvement = involvement }

/// A society, school, publisher or board.
#[Object]
impl Organisation {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its full name.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Its short name, such as `ESH`.
    fn acronym(&self) -> Option<&str> {
        self.0.acronym.as_deref()
    }

    /// When it was founded.
    fn founded(&self) -> Option<PartialDate> {
        self.0.founded.clone().map(PartialDate)
    }

    /// Whether it works without profit; null if no source says.
    fn is_not_for_profit(&self) -> Option<bool> {
        self.0.is_not_for_profit
    }

    /// How far it reaches.
    fn level(&self) -> Option<GeographicLevel> {
        self.0.level.map(Into::into)
    }

    /// Its site.
    fn website(&self) -> Option<Url> {
        Url::maybe(self.0.website.as_ref())
    }

    /// What it is there for.
    async fn mission(&self, ctx: &Context<'_>) -> Result<Vec<Statement>> {
        Statement::of_kind(ctx, self.0.id, entity::statement::Kind::Mission).await
    }

    /// The offices held in it, as far as sources tell.
    async fn offices(&self, ctx: &Context<'_>) -> Result<Vec<Office>> {
        Ok(Office::all(&ctx.load::<All<OfficesOfOrganisation>>(self.0.id).await?))
    }

    /// Words from its executives.
    async fn executive_messages(&self, ctx: &Context<'_>) -> Result<Vec<ExecutiveMessage>> {
        Ok(ExecutiveMessage::all(&ctx.load::<All<MessagesOfOrganisation>>(self.0.id).await?))
    }

    /// The series of meetings it organises.
    async fn series(&self, ctx: &Context<'_>) -> Result<Vec<MeetingSeries>> {
        Ok(MeetingSeries::all(&ctx.load::<All<SeriesOfOrganisation>>(self.0.id).await?))
    }

    /// The accreditation schemes it takes part in.
    async fn accreditation_schemes(&self, ctx: &Context<'_>) -> Result<Vec<AccreditationScheme>> {
        Ok(AccreditationScheme::all(&ctx.load::<All<SchemesOfOrganisation>>(self.0.id).await?))
    }

    /// The medical writers who work for it.
    async fn writers(&self, ctx: &Context<'_>) -> Result<Vec<Writer>> {
        Ok(Writer::all(&ctx.load::<All<WritersOfOrganisation>>(self.0.id).await?))
    }

    /// The videos it produced or owns.
    async fn videos(&self, ctx: &Context<'_>) -> Result<Vec<Video>> {
        Ok(Video::all(&ctx.load::<All<VideosOfOrganisation>>(self.0.id).await?))
    }

    /// What it takes part in, with its role there.
    async fn involved_in(&self, ctx: &Context<'_>) -> Result<Vec<Involvement>> {
        Ok(Involvement::all(&ctx.load::<All<InvolvementsBy>>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn lists(&self) -> OrganisationLists {
        OrganisationLists(self.0.id)
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
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    OrganisationLists {
        /// The meetings it organises or takes part in.
        meetings: Meeting = MeetingsOfOrganisation;
        /// The training tools it makes or supports.
        training_tools: TrainingTool = ToolsOfOrganisation;
    }
}

/// The parts an organisation can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::involvement::Role")]
pub enum OrganisationRole {
    /// Organises it.
    Organiser,
    /// Organises it with others.
    CoOrganiser,
    /// Works on it with others.
    Partner,
    /// Gives it room.
    Host,
    /// Publishes it.
    Publisher,
    /// Was among those who founded it.
    FoundingPartner,
    /// Gives accreditation under it.
    AccreditationProvider,
    /// Pays for it.
    Funder,
    /// Sponsors it.
    Sponsor,
    /// Holds the copyright.
    CopyrightHolder,
    /// Produced it.
    Producer,
    /// Supports it.
    Supporter,
}

/// The part an organisation plays in something.
#[Object]
impl Involvement {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Who plays it.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }

    /// Which part.
    fn role(&self) -> OrganisationRole {
        self.0.role.into()
    }

    /// What it plays it in; null if that may not be seen.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        Node::find(ctx, self.0.subject, self.0.subject_id).await.transpose()
    }

    /// More words on it.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// Flattened into whatever organisations play a part in.
pub struct Involved<T>(Uuid, PhantomData<fn() -> T>);

flattened! { Involved }

#[Object(name_type)]
impl<T: OutputType> Involved<T> {
    /// The organisations that play a part in it, in order.
    async fn involvements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these parts.")] roles: Option<Vec<OrganisationRole>>,
    ) -> Result<Vec<Involvement>> {
        let rows = ctx.load::<All<InvolvementsOf>>(self.0).await?;
        let wanted =
            rows.iter().filter(|row| roles.as_ref().is_none_or(|roles| roles.contains(&row.role.into())));
        Ok(wanted.cloned().map(Involvement).collect())
    }
}
