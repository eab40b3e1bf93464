//! What deeds on manuscripts take and answer.

use async_graphql::{Enum, ID, InputObject, SimpleObject};
use entity::subject::Subject;
use uuid::Uuid;

use super::{
    attached::AttachedError,
    attachment::{ManuscriptEpisodeInput, ManuscriptSlideInput},
    change::ManuscriptChange,
    content::{Content, ContentError, Message},
    declared::DeclaredError,
    deed::StepError,
    draft::DraftError,
    object::Manuscript,
    restore::RestoreError,
    save::{SaveError, Saving},
    version::ManuscriptVersion,
};
use crate::{
    declaration::{DisclosureInput, FundingInput, Rights},
    graphql::{
        Fault, NodeId, Problem, Refusal, Result,
        scalar::{LanguageTag, Markdown},
    },
};

/// What a manuscript is to say. It is saved as a whole: what is left empty is empty.
#[derive(InputObject)]
pub struct ManuscriptInput {
    /// The title.
    title: String,
    /// The message in a sentence or two.
    #[graphql(default)]
    lead_message: String,
    /// The text in Markdown, without HTML.
    #[graphql(default_with = "Markdown(String::new())")]
    body: Markdown,
    /// The language it is written in.
    #[graphql(default_with = "LanguageTag(\"en\".to_owned())")]
    language: LanguageTag,
    /// What readers should remember, in order; at most 20.
    #[graphql(default)]
    take_home_messages: Vec<ManuscriptMessageInput>,
    /// The ids of the writers who are to sign it, in order.
    #[graphql(default)]
    writers: Vec<ID>,
    /// The ids of the topics it is about.
    #[graphql(default)]
    topics: Vec<ID>,
    /// The ids of the references it rests on, in order.
    #[graphql(default)]
    references: Vec<ID>,
    /// By what right it is published.
    rights: Option<Rights>,
    /// Who paid for it; empty as long as nobody has answered. That nobody paid is an answer: `[{kind: NONE}]`.
    #[graphql(default)]
    funding: Vec<FundingInput>,
    /// What its experts stated about their interests; one for each presenter of the lecture.
    #[graphql(default)]
    disclosures: Vec<DisclosureInput>,
    /// Whether it tells nothing beyond the published abstract, so that only the embargo on the abstract binds it.
    #[graphql(default)]
    is_abstract_only: bool,
    /// Its key slides, in order; at most 40.
    #[graphql(default)]
    slides: Vec<ManuscriptSlideInput>,
    /// The podcast episodes that come out with it, in order; at most 5.
    #[graphql(default)]
    episodes: Vec<ManuscriptEpisodeInput>,
    /// Why it was changed, for colleagues.
    reason: Option<String>,
}

/// What readers should remember.
#[derive(InputObject)]
pub struct ManuscriptMessageInput {
    /// In a sentence.
    text: String,
    /// The ids of the results it rests on.
    #[graphql(default)]
    outcomes: Vec<ID>,
}

impl ManuscriptInput {
    /// As somebody saves it.
    pub(crate) fn saved_by(self, by: Uuid) -> Result<Saving> {
        let ids = |ids: Vec<ID>, subject: Subject| -> Result<Vec<_>> {
            ids.iter().map(|id| NodeId::decode_as(id, subject)).collect()
        };
        let messages = self.take_home_messages.into_iter().map(|message| {
            Ok(Message {
                text: message.text.trim().to_owned(),
                outcomes: ids(message.outcomes, Subject::Outcome)?,
            })
        });
        let content = Content {
            title: self.title.trim().to_owned(),
            lead_message: self.lead_message.trim().to_owned(),
            body: self.body.0.trim_end().to_owned(),
            language: self.language.0,
            take_home_messages: messages.collect::<Result<_>>()?,
            writers: ids(self.writers, Subject::Writer)?,
            topics: ids(self.topics, Subject::Topic)?,
            references: ids(self.references, Subject::Reference)?,
            rights: self.rights.map(Into::into),
            funding: self.funding.into_iter().map(FundingInput::read).collect::<Result<_>>()?,
            disclosures: self.disclosures.into_iter().map(DisclosureInput::read).collect::<Result<_>>()?,
            is_abstract_only: self.is_abstract_only,
            slides: self.slides.into_iter().map(ManuscriptSlideInput::read).collect::<Result<_>>()?,
            episodes: self.episodes.into_iter().map(ManuscriptEpisodeInput::read).collect::<Result<_>>()?,
        };
        Ok(Saving { by, content, reason: self.reason })
    }
}

/// Why a manuscript was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ManuscriptSaveProblemCode {
    /// There is no such manuscript.
    NotFound,
    /// There is no such lecture.
    NoLecture,
    /// The name in addresses is not of its form.
    BadSlug,
    /// Another summary has the name in addresses.
    SlugTaken,
    /// Somebody saved another version meanwhile; it is in the answer.
    Conflict,
    /// It cannot be changed where it stands.
    WrongStage,
    /// The title is missing or too long.
    BadTitle,
    /// The lead message is too long.
    BadLeadMessage,
    /// The body is too long or holds HTML.
    BadBody,
    /// The language is not of its form.
    BadLanguage,
    /// The take-home messages are too many, too long or empty.
    BadTakeHomeMessages,
    /// A result, a writer, a topic, a reference, a funder or an expert does not exist, or one but a funder is named
    /// twice.
    BadReference,
    /// The rights are not of their form.
    BadRights,
    /// The funding contradicts itself or leaves out who paid.
    BadFunding,
    /// A disclosure leaves out what its state asks for.
    BadDisclosure,
    /// The slides are too many, or one of them is not of its form.
    BadSlides,
    /// The episodes are too many, or one of them is not of its form.
    BadEpisodes,
    /// A file is not there any more.
    FileGone,
}

/// What saving a manuscript answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptSavePayload {
    /// The manuscript as it is now; null if nothing was saved.
    pub(super) manuscript: Option<Manuscript>,
    /// What somebody else saved meanwhile, if that is why nothing was saved.
    pub(super) theirs: Option<ManuscriptVersion>,
    /// What they changed since the version that was expected; null if there is nothing of theirs, or no such version.
    pub(super) their_changes: Option<Vec<ManuscriptChange>>,
    /// Why nothing was saved.
    pub(super) problems: Vec<Problem<ManuscriptSaveProblemCode>>,
}

/// Why a step was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ManuscriptStepProblemCode {
    /// There is no such manuscript.
    NotFound,
    /// It was saved again since the version that was named.
    Changed,
    /// The step cannot be taken where it stands.
    WrongStage,
    /// Who wrote it cannot review it.
    OwnWork,
    /// Comments hold it back that are not resolved.
    HeldBack,
    /// It was not said what is to be changed.
    NoNote,
    /// It was not said what it was reviewed for.
    NoReview,
    /// What it was reviewed for is not wanted, or was signed for already.
    NotWanted,
    /// The lecture is under an embargo.
    Embargoed,
    /// Something is missing that readers need.
    NotReady,
    /// Readers see it already.
    IsOut,
}

/// What a step answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptStepPayload {
    /// The manuscript as it is now; null if the step was not taken.
    pub(super) manuscript: Option<Manuscript>,
    /// Why it was not taken.
    pub(super) problems: Vec<Problem<ManuscriptStepProblemCode>>,
}

pub(super) type Told<C> = Option<(C, &'static [&'static str])>;

impl ContentError {
    /// The field it is about, as it is stored.
    pub(super) fn field(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::LeadMessage => "lead_message",
            Self::Body | Self::Html(_) => "body",
            Self::Language(_) => "language",
            Self::Messages | Self::Outcome => "take_home_messages",
            Self::Writer => "writers",
            Self::Topic => "topics",
            Self::Reference => "references",
            Self::Funder | Self::Declared(DeclaredError::Funding(_)) => "funding",
            Self::Expert | Self::Declared(DeclaredError::Disclosure(_)) => "disclosures",
            Self::Declared(DeclaredError::Rights(_)) => "rights",
            Self::Attached(AttachedError::Episode(..)) => "episodes",
            Self::Attached(_) => "slides",
            Self::Database(_) => "",
        }
    }

    pub(super) fn told(&self) -> Told<ManuscriptSaveProblemCode> {
        use ManuscriptSaveProblemCode as Code;

        Some(match self {
            Self::Title => (Code::BadTitle, &["input", "title"]),
            Self::LeadMessage => (Code::BadLeadMessage, &["input", "leadMessage"]),
            Self::Body | Self::Html(_) => (Code::BadBody, &["input", "body"]),
            Self::Language(_) => (Code::BadLanguage, &["input", "language"]),
            Self::Messages => (Code::BadTakeHomeMessages, &["input", "takeHomeMessages"]),
            Self::Outcome => (Code::BadReference, &["input", "takeHomeMessages"]),
            Self::Writer => (Code::BadReference, &["input", "writers"]),
            Self::Topic => (Code::BadReference, &["input", "topics"]),
            Self::Reference => (Code::BadReference, &["input", "references"]),
            Self::Funder => (Code::BadReference, &["input", "funding"]),
            Self::Expert => (Code::BadReference, &["input", "disclosures"]),
            Self::Declared(DeclaredError::Rights(_)) => (Code::BadRights, &["input", "rights"]),
            Self::Declared(DeclaredError::Funding(_)) => (Code::BadFunding, &["input", "funding"]),
            Self::Declared(DeclaredError::Disclosure(_)) => (Code::BadDisclosure, &["input", "disclosures"]),
            Self::Attached(AttachedError::Slide(..) | AttachedError::TooMany) => {
                (Code::BadSlides, &["input", "slides"])
            }
            Self::Attached(AttachedError::Episode(..)) => (Code::BadEpisodes, &["input", "episodes"]),
            Self::Attached(AttachedError::Gone) => (Code::FileGone, &["input"]),
            Self::Attached(AttachedError::Database(_)) | Self::Database(_) => return None,
        })
    }
}

impl Refusal for DraftError {
    type Code = ManuscriptSaveProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        Some(match self {
            Self::NoLecture => (ManuscriptSaveProblemCode::NoLecture, &["lecture"]),
            Self::BadSlug => (ManuscriptSaveProblemCode::BadSlug, &["slug"]),
            Self::SlugTaken => (ManuscriptSaveProblemCode::SlugTaken, &["slug"]),
            Self::Content(error) => return error.told(),
            Self::Database(_) => return None,
        })
    }
}

impl Refusal for SaveError {
    type Code = ManuscriptSaveProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        Some(match self {
            Self::Conflict(_) => (ManuscriptSaveProblemCode::Conflict, &["expectedVersion"]),
            Self::Step(StepError::Missing) => (ManuscriptSaveProblemCode::NotFound, &["id"]),
            Self::Step(StepError::WrongStage(..)) => (ManuscriptSaveProblemCode::WrongStage, &["id"]),
            Self::Content(error) => return error.told(),
            Self::Step(_) | Self::Database(_) => return None,
        })
    }
}

impl Refusal for StepError {
    type Code = ManuscriptStepProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        Some(match self {
            Self::Missing => (ManuscriptStepProblemCode::NotFound, &["id"]),
            Self::Changed(_) => (ManuscriptStepProblemCode::Changed, &["version"]),
            Self::WrongStage(..) => (ManuscriptStepProblemCode::WrongStage, &["id"]),
            Self::OwnWork => (ManuscriptStepProblemCode::OwnWork, &["id"]),
            Self::Held(_) => (ManuscriptStepProblemCode::HeldBack, &["id"]),
            Self::NoNote => (ManuscriptStepProblemCode::NoNote, &["note"]),
            Self::NoReview => (ManuscriptStepProblemCode::NoReview, &["reviews"]),
            Self::NotWanted => (ManuscriptStepProblemCode::NotWanted, &["reviews"]),
            Self::Embargoed(_) => (ManuscriptStepProblemCode::Embargoed, &["at"]),
            Self::Unready(_) => (ManuscriptStepProblemCode::NotReady, &["id"]),
            Self::IsOut => (ManuscriptStepProblemCode::IsOut, &["id"]),
            Self::Database(_) => return None,
        })
    }
}

impl From<DraftError> for Fault {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Database(error) | DraftError::Content(ContentError::Database(error)) => error.into(),
            error => Self::Malformed(error.to_string()),
        }
    }
}

impl From<SaveError> for Fault {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Database(error)
            | SaveError::Content(ContentError::Database(error))
            | SaveError::Step(StepError::Database(error)) => error.into(),
            error => Self::Malformed(error.to_string()),
        }
    }
}

impl From<StepError> for Fault {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Database(error) => error.into(),
            error => Self::Malformed(error.to_string()),
        }
    }
}

impl Refusal for RestoreError {
    type Code = ManuscriptSaveProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        match self {
            Self::Missing(_) => Some((ManuscriptSaveProblemCode::NotFound, &["version"])),
            // It could be said then, and cannot any more.
            Self::Save(SaveError::Content(error)) => error.told().map(|(code, _)| (code, &["version"][..])),
            Self::Save(error) => error.reason(),
            Self::Database(_) => None,
        }
    }
}

impl From<RestoreError> for Fault {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Save(error) => error.into(),
            RestoreError::Database(error) => error.into(),
            error @ RestoreError::Missing(_) => Self::Malformed(error.to_string()),
        }
    }
}
