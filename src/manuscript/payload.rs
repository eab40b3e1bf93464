//! What deeds on manuscripts answer.

use async_graphql::{Enum, ID, SimpleObject};

use super::{
    attached::AttachedError, change::ManuscriptChange, content::ContentError, declared::DeclaredError,
    draft::DraftError, object::Manuscript, restore::RestoreError, save::SaveError, step_error::StepError,
    version::ManuscriptVersion,
};
use crate::graphql::{Fault, Problem, Refusal, refusals};

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
    /// The reason is too long.
    BadReason,
    /// The body is too long, or holds HTML or an image.
    BadBody,
    /// The language is not of its form.
    BadLanguage,
    /// The take-home messages are too many, too long or empty.
    BadTakeHomeMessages,
    /// A result, a writer, a topic, a reference, a source, a funder or an expert does not exist, or one but a funder is
    /// named twice; or a role is said of what is no reference of it.
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
    /// There never was a version of the number that was expected.
    NoVersion,
    /// It is retracted, for good.
    Retracted,
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
    /// It was not said what is to be changed, or at too great a length.
    NoNote,
    /// The note is too long.
    LongNote,
    /// It was not said what it was reviewed for.
    NoReview,
    /// What it was reviewed for is not wanted, or was signed for already.
    NotWanted,
    /// The lecture is under an embargo.
    Embargoed,
    /// Something is missing that readers need.
    NotReady,
    /// Readers see it already; a notice changes what they see.
    IsOut,
    /// There never was a version of this number.
    NoVersion,
    /// It is named twice among many; once is enough.
    Twice,
    /// It is retracted, for good.
    Retracted,
    /// It says the same as what readers have.
    Same,
    /// Somebody else is to do it.
    NotYours,
}

/// What a step answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptStepPayload {
    /// The manuscript as it is now; null if the step was not taken.
    pub(super) manuscript: Option<Manuscript>,
    /// Why it was not taken.
    pub(super) problems: Vec<Problem<ManuscriptStepProblemCode>>,
}

/// What discarding a manuscript answers.
#[derive(Default, SimpleObject)]
pub struct ManuscriptDiscardPayload {
    /// The id of the manuscript that is no more; null if it stays.
    pub(super) discarded: Option<ID>,
    /// Why it stays.
    pub(super) problems: Vec<Problem<ManuscriptStepProblemCode>>,
}

pub(super) type Told<C> = Option<(C, &'static [&'static str])>;

impl ContentError {
    pub(super) fn told(&self) -> Told<ManuscriptSaveProblemCode> {
        use ManuscriptSaveProblemCode as Code;

        Some(match self {
            Self::Reason => (Code::BadReason, &["input", "reason"]),
            Self::Title => (Code::BadTitle, &["input", "title"]),
            Self::LeadMessage => (Code::BadLeadMessage, &["input", "leadMessage"]),
            Self::Body | Self::Foreign(_) => (Code::BadBody, &["input", "body"]),
            Self::Language(_) => (Code::BadLanguage, &["input", "language"]),
            Self::Messages => (Code::BadTakeHomeMessages, &["input", "takeHomeMessages"]),
            Self::Outcome => (Code::BadReference, &["input", "takeHomeMessages"]),
            Self::Writer => (Code::BadReference, &["input", "writers"]),
            Self::Topic => (Code::BadReference, &["input", "topics"]),
            Self::Reference => (Code::BadReference, &["input", "references"]),
            Self::ReferenceRole => (Code::BadReference, &["input", "referenceRoles"]),
            Self::Source => (Code::BadReference, &["input", "sources"]),
            Self::Funder => (Code::BadReference, &["input", "funding"]),
            Self::Expert => (Code::BadReference, &["input", "disclosures"]),
            Self::Declared(DeclaredError::Rights(_)) => (Code::BadRights, &["input", "rights"]),
            Self::Declared(DeclaredError::Funding(_)) => (Code::BadFunding, &["input", "funding"]),
            Self::Declared(DeclaredError::Disclosure(_)) => (Code::BadDisclosure, &["input", "disclosures"]),
            Self::Attached(AttachedError::Slide(..) | AttachedError::ManySlides) => {
                (Code::BadSlides, &["input", "slides"])
            }
            Self::Attached(AttachedError::Episode(..) | AttachedError::ManyEpisodes) => {
                (Code::BadEpisodes, &["input", "episodes"])
            }
            Self::Attached(AttachedError::Gone) => (Code::FileGone, &["input"]),
            Self::Attached(AttachedError::Database(_)) | Self::Database(_) => return None,
        })
    }

    /// Which slide or episode it is about.
    fn place(&self) -> Option<usize> {
        match self {
            Self::Attached(AttachedError::Slide(number, _) | AttachedError::Episode(number, _)) => {
                number.checked_sub(1)
            }
            _ => None,
        }
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

    fn place(&self) -> Option<usize> {
        if let Self::Content(error) = self { error.place() } else { None }
    }
}

impl Refusal for SaveError {
    type Code = ManuscriptSaveProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        Some(match self {
            Self::Conflict(_) => (ManuscriptSaveProblemCode::Conflict, &["expectedVersion"]),
            Self::Step(StepError::Missing) => (ManuscriptSaveProblemCode::NotFound, &["id"]),
            Self::Step(StepError::WrongStage(..)) => (ManuscriptSaveProblemCode::WrongStage, &["id"]),
            Self::Step(StepError::NoVersion(_)) => {
                (ManuscriptSaveProblemCode::NoVersion, &["expectedVersion"])
            }
            Self::Step(StepError::Retracted) => (ManuscriptSaveProblemCode::Retracted, &["id"]),
            Self::Content(error) => return error.told(),
            Self::Step(_) | Self::Database(_) => return None,
        })
    }

    fn place(&self) -> Option<usize> {
        if let Self::Content(error) = self { error.place() } else { None }
    }
}

refusals! {
    StepError as ManuscriptStepProblemCode {
        Missing => NotFound ["id"];
        Changed => Changed ["version"];
        WrongStage => WrongStage ["id"];
        OwnWork => OwnWork ["id"];
        Held => HeldBack ["id"];
        NoNote => NoNote ["note"];
        LongNote => LongNote ["note"];
        NoReview => NoReview ["reviews"];
        NotWanted => NotWanted ["reviews"];
        Embargoed => Embargoed ["at"];
        Unready => NotReady ["id"];
        IsOut => IsOut ["id"];
        NoVersion => NoVersion ["version"];
        Twice => Twice ["manuscripts"];
        Retracted => Retracted ["id"];
        Same => Same ["version"];
        Scheduled => WrongStage ["id"];
        NotYours => NotYours ["id"];
    } Database;
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

impl Refusal for RestoreError {
    type Code = ManuscriptSaveProblemCode;

    fn reason(&self) -> Told<Self::Code> {
        match self {
            Self::Step(StepError::NoVersion(_)) => Some((ManuscriptSaveProblemCode::NoVersion, &["version"])),
            Self::Step(_) => Some((ManuscriptSaveProblemCode::NotFound, &["id"])),
            Self::Save(SaveError::Content(ContentError::Reason)) => {
                Some((ManuscriptSaveProblemCode::BadReason, &["reason"]))
            }
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
            error @ RestoreError::Step(_) => Self::Malformed(error.to_string()),
        }
    }
}
