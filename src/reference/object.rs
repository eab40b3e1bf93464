//! References as the contract shows them.

use std::marker::PhantomData;

use async_graphql::{Context, Enum, ID, Object, OutputType};
use entity::citation;
use uuid::Uuid;

use crate::{
    graphql::{
        All, ById, Desk, Noun, Result, edges, flattened, lists, nouns, one,
        scalar::{Doi, Json, PartialDate, Pmid, Url},
    },
    lecture::Lecture,
    meeting::Meeting,
    source::Sourced,
    summary::Summary,
    trial::Outcome,
};

nouns! { Reference = reference }

edges! {
    /// Why a thing names references.
    CitationsOf: citation by citation.SubjectId order citation.Position, citation.Id;
    /// The lectures that name a reference.
    LecturesCiting: lecture pairs citation(SubjectId) by citation.ReferenceId order lecture.Id;
    /// The summaries that name a reference.
    SummariesCiting: summary pairs citation(SubjectId) by citation.ReferenceId order summary.Id;
    /// The meetings a reference covers.
    MeetingsCiting: meeting pairs citation(SubjectId) by citation.ReferenceId order meeting.Id;
    /// The results a reference published.
    OutcomesIn: outcome by outcome.ReferenceId order outcome.Position, outcome.Id;
}

/// What sort of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::reference::Kind")]
pub enum ReferenceKind {
    /// An abstract, often in a supplement.
    Abstract,
    /// An article in a journal.
    JournalArticle,
    /// A preprint.
    Preprint,
    /// A chapter of a book.
    BookChapter,
    /// A guideline.
    Guideline,
    /// A record in a register.
    RegistryRecord,
    /// The label of a drug.
    Label,
    /// A press release.
    PressRelease,
    /// A page on the web.
    Web,
}

/// What a reference is to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::citation::Role")]
pub enum CitationRole {
    /// Its abstract.
    Abstract,
    /// Where it was published later.
    LaterPublication,
    /// A work it cites.
    Cited,
    /// A report on it.
    Coverage,
}

/// Something published that can be cited.
#[Object]
impl Reference {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What sort of publication.
    fn kind(&self) -> ReferenceKind {
        self.0.kind.into()
    }

    /// Its title; null if no source gives it.
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// The journal or book it is in.
    fn container(&self) -> Option<&str> {
        self.0.container.as_deref()
    }

    /// When it came out.
    fn year(&self) -> Option<PartialDate> {
        self.0.year.clone().map(PartialDate)
    }

    /// The volume.
    fn volume(&self) -> Option<&str> {
        self.0.volume.as_deref()
    }

    /// The issue.
    fn issue(&self) -> Option<&str> {
        self.0.issue.as_deref()
    }

    /// The pages, or the number of the article.
    fn pages(&self) -> Option<&str> {
        self.0.pages.as_deref()
    }

    /// The citation as printed.
    fn printed(&self) -> Option<&str> {
        self.0.printed.as_deref()
    }

    /// Its DOI.
    fn doi(&self) -> Option<Doi> {
        Doi::maybe(self.0.doi.as_ref())
    }

    /// Its number in `PubMed`.
    fn pmid(&self) -> Option<Pmid> {
        Pmid::maybe(self.0.pmid.as_ref())
    }

    /// Its number in `PubMed Central`, such as `PMC7727555`.
    fn pmcid(&self) -> Option<&str> {
        self.0.pmcid.as_deref()
    }

    /// Where it is read.
    fn url(&self) -> Option<Url> {
        Url::maybe(self.0.url.as_ref())
    }

    /// The same as an item of CSL-JSON, for reference managers. Holds only what is known.
    fn csl(&self) -> Json {
        Json(csl(&self.0))
    }

    /// The results it published.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Outcome>> {
        Ok(Outcome::all(&ctx.load::<All<OutcomesIn>>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn lists(&self) -> ReferenceLists {
        ReferenceLists(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    ReferenceLists {
        /// Lectures that name it.
        lectures: Lecture = LecturesCiting;
        /// Summaries that name it. Only what has been published.
        summaries: Summary = SummariesCiting;
        /// Meetings it covers.
        meetings: Meeting = MeetingsCiting;
    }
}

impl Reference {
    /// Those that play a role for a thing.
    pub(crate) async fn of_role(
        ctx: &Context<'_>,
        subject: Uuid,
        role: citation::Role,
    ) -> Result<Vec<Reference>> {
        let citations = ctx.load::<All<CitationsOf>>(subject).await?;
        let wanted = citations.iter().filter(|citation| citation.role == role);
        let loads = wanted.map(|citation| ctx.load::<ById<entity::reference::Entity>>(citation.reference_id));
        let found = futures_util::future::try_join_all(loads).await?;
        Ok(found.into_iter().flatten().map(Reference).collect())
    }
}

fn csl(row: &entity::reference::Model) -> serde_json::Value {
    use entity::reference::Kind;

    let kind = match row.kind {
        Kind::Abstract => "paper-conference",
        Kind::JournalArticle | Kind::Guideline => "article-journal",
        Kind::Preprint => "article",
        Kind::BookChapter => "chapter",
        Kind::RegistryRecord => "dataset",
        Kind::Label | Kind::PressRelease => "document",
        Kind::Web => "webpage",
    };
    let mut item = serde_json::Map::new();
    item.insert("id".to_owned(), row.slug.clone().into());
    item.insert("type".to_owned(), kind.into());
    let known = [
        ("title", &row.title),
        ("container-title", &row.container),
        ("volume", &row.volume),
        ("issue", &row.issue),
        ("page", &row.pages),
        ("DOI", &row.doi),
        ("PMID", &row.pmid),
        ("PMCID", &row.pmcid),
        ("URL", &row.url),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            item.insert(name.to_owned(), value.clone().into());
        }
    }
    if let Some(issued) = &row.year {
        item.insert("issued".to_owned(), issued_as(issued.as_str()));
    }
    item.into()
}

/// A date that may be partial, uncertain or an interval, as CSL-JSON writes it.
fn issued_as(date: &str) -> serde_json::Value {
    let parts = |end: &str| -> Vec<i32> {
        end.trim_end_matches(UNSURE).split('-').map_while(|part| part.parse().ok()).collect()
    };
    let ends: Vec<Vec<i32>> = date.split('/').map(parts).collect();
    let mut issued = serde_json::json!({ "date-parts": ends });
    if date.contains(UNSURE) {
        issued["circa"] = true.into();
    }
    issued
}

/// The marks of a date that is not sure.
const UNSURE: [char; 3] = ['?', '~', '%'];

/// Why a thing names a reference.
pub struct Citation(std::sync::Arc<citation::Model>);

/// A reference a thing names, and why.
#[Object]
impl Citation {
    /// What the reference is to the thing.
    fn role(&self) -> CitationRole {
        self.0.role.into()
    }

    /// The mark it carries in the text, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// The publication.
    async fn reference(&self, ctx: &Context<'_>) -> Option<Result<Reference>> {
        one(ctx, self.0.reference_id).await
    }
}

/// Flattened into whatever names references.
pub struct Citing<T>(Uuid, PhantomData<fn() -> T>);

flattened! { Citing }

#[Object(name_type)]
impl<T: OutputType> Citing<T> {
    /// The publications it names, in order.
    async fn references(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of these roles.")] roles: Option<Vec<CitationRole>>,
    ) -> Result<Vec<Citation>> {
        let rows = ctx.load::<All<CitationsOf>>(self.0).await?;
        let wanted =
            rows.iter().filter(|row| roles.as_ref().is_none_or(|roles| roles.contains(&row.role.into())));
        Ok(wanted.cloned().map(Citation).collect())
    }
}
