//! The closed sets of meetings.

use async_graphql::Enum;

/// How people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting::Format")]
pub enum MeetingFormat {
    /// In one place.
    InPerson,
    /// Online only.
    Virtual,
    /// In one place and online.
    Hybrid,
    /// To be watched when one likes.
    OnDemand,
    /// No source says.
    Unknown,
}

/// Where an edition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting::Status")]
pub enum MeetingStatus {
    /// Planned, not yet announced.
    Planned,
    /// Announced; whether it was held, no source says.
    Announced,
    /// Moved to other dates.
    Rescheduled,
    /// Moved online.
    MovedOnline,
    /// Put off, without new dates.
    Postponed,
    /// Called off.
    Cancelled,
    /// On now.
    Running,
    /// Held.
    Held,
}

/// What a virtual platform is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting::PlatformPurpose")]
pub enum PlatformPurpose {
    /// To learn.
    Learning,
    /// To work together.
    Collaboration,
    /// To meet people.
    Networking,
}

/// What changed in a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::schedule_step::Kind")]
pub enum ScheduleStepKind {
    /// Announced for the first time.
    Announced,
    /// Moved to other dates.
    Rescheduled,
    /// Moved to another place.
    Relocated,
    /// Moved online.
    MovedOnline,
    /// Opened to participants online as well.
    MadeHybrid,
    /// Put off, without new dates.
    Postponed,
    /// Called off.
    Cancelled,
    /// Made longer.
    Extended,
}

/// Why a schedule changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::schedule_step::Reason")]
pub enum ScheduleReason {
    /// A pandemic.
    Pandemic,
    /// Travel was not possible.
    Travel,
    /// The venue was not to be had.
    Venue,
    /// The programme called for it.
    Programme,
    /// It would not have been safe.
    Security,
    /// Another reason.
    Other,
    /// No source says.
    Unknown,
}

/// What sort of meeting recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting_series::Kind")]
pub enum MeetingSeriesKind {
    /// The annual meeting of a society.
    AnnualMeeting,
    /// A congress.
    Congress,
    /// An international conference.
    InternationalConference,
    /// A conference on how to diagnose and treat one disease, built on real cases.
    HowToDiagnoseAndTreat,
    /// A conference on translational research.
    TranslationalResearchConference,
    /// An update for clinicians.
    ClinicalUpdate,
    /// A training course.
    TrainingCourse,
    /// A tutorial.
    Tutorial,
    /// A workshop.
    Workshop,
    /// A conference of no closer kind.
    Conference,
}

/// How far participants are in their training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting_series::TrainingStage")]
pub enum TrainingStage {
    /// Still in training.
    InTraining,
    /// Fully trained.
    FullyTrained,
}

/// The research a programme covers, from the bench to the bedside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting_series::ResearchScope")]
pub enum ResearchScope {
    /// Basic science.
    Basic,
    /// From the bench to the clinic.
    Translational,
    /// In the clinic.
    Clinical,
    /// Treatment.
    Therapeutic,
    /// Diagnosis.
    Diagnostic,
    /// What may come.
    Perspectives,
}

/// How new the knowledge presented is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting_series::Knowledge")]
pub enum KnowledgeLevel {
    /// What is agreed today.
    StateOfTheArt,
    /// The newest there is.
    CuttingEdge,
    /// New data, often not published yet.
    NewOftenUnpublished,
}

/// What a format makes room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::meeting_series::Feature")]
pub enum FormatFeature {
    /// Short and dense.
    Intensive,
    /// Ample time to discuss.
    AmpleDiscussion,
    /// Critical discussion with experts.
    CriticalDiscussion,
    /// Informal exchange.
    InformalInteraction,
    /// Mentoring one to one.
    IndividualMentoring,
    /// Voting.
    Voting,
    /// Built on cases.
    CaseBased,
}
