use std::marker::PhantomData;

use async_graphql::{Context, Enum, ID, Object, OutputType};
use uuid::Uuid;

use super::loader::{LecturesFrom, MeetingsFrom, OutcomesFrom, SourcesOf};
use crate::{
    graphql::{All, Desk, Noun, Result, flattened, lists, nouns, scalar::Url},
    lecture::Lecture,
    meeting::Meeting,
    trial::Outcome,
};

nouns! { Source = source }

/// What sort of document a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::source::Kind")]
pub enum SourceKind {
    /// A page this service began with.
    Seed,
    /// A page of a congress programme.
    ProgrammePage,
    /// The abstract itself.
    Abstract,
    /// An article in a journal.
    Journal,
    /// A news report.
    News,
    /// A press release.
    PressRelease,
    /// A page of the organiser.
    OrganiserPage,
    /// A register of trials.
    Registry,
    /// The report of a project.
    ProjectReport,
    /// Published source code or data that cites the fact.
    PublicCode,
    /// Something else.
    Other,
}

/// A document that facts come from.
#[Object]
impl Source {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses and bundles.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What sort of document it is.
    fn kind(&self) -> SourceKind {
        self.0.kind.into()
    }

    /// What it is, in a line.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// Where it was seen; null if it has no address. An address may have moved since.
    fn url(&self) -> Option<Url> {
        Url::maybe(self.0.url.as_ref())
    }

    /// Where to find it when there is no address.
    fn locator(&self) -> Option<&str> {
        self.0.locator.as_deref()
    }

    #[graphql(flatten)]
    fn lists(&self) -> SourceLists {
        SourceLists(self.0.id)
    }
}

lists! {
    SourceLists {
        /// The lectures it tells of.
        lectures: Lecture = LecturesFrom;
        /// The meetings it tells of.
        meetings: Meeting = MeetingsFrom;
        /// The results it reports.
        outcomes: Outcome = OutcomesFrom;
    }
}

/// Flattened into whatever has sources.
pub struct Sourced<T>(Uuid, PhantomData<fn() -> T>);

flattened! { Sourced }

#[Object(name_type)]
impl<T: OutputType> Sourced<T> {
    /// What stands behind this.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        Ok(Source::all(&ctx.load::<All<SourcesOf>>(self.0).await?))
    }
}
