//! The closed sets that results are described by.

use async_graphql::Enum;

/// What sort of endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::EndpointKind")]
pub enum EndpointKind {
    /// The time until something happens, such as progression.
    TimeToEvent,
    /// The share that responds.
    ResponseRate,
    /// Bleeding.
    Bleeding,
    /// Something measured in the blood or the marrow.
    Biomarker,
    /// The share alive after a time.
    SurvivalRate,
    /// Harm.
    Safety,
    /// What patients say themselves.
    PatientReported,
    /// Who and how many were looked at.
    Descriptive,
}

/// The weight a trial gives an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::EndpointRank")]
pub enum EndpointRank {
    /// The trial was made for it.
    Primary,
    /// The trial was made for it and another.
    CoPrimary,
    /// The first after the primary.
    KeySecondary,
    /// Looked at besides.
    Secondary,
    /// Looked at to learn what to ask next.
    Exploratory,
    /// No source says.
    Unknown,
}

/// Where a result was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::Stage")]
pub enum ResultStage {
    /// In a press release.
    PressRelease,
    /// In the abstract.
    Abstract,
    /// At the meeting.
    Presented,
    /// In a preprint.
    Preprint,
    /// In a reviewed paper.
    Published,
    /// In a register.
    Registry,
}

/// Who was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::AnalysisSet")]
pub enum AnalysisSet {
    /// Everybody, as assigned.
    IntentionToTreat,
    /// Nearly everybody, as assigned.
    ModifiedItt,
    /// Those treated as planned.
    PerProtocol,
    /// Those treated at all.
    Safety,
    /// Those who could be judged.
    Evaluable,
    /// A part of them.
    Subgroup,
    /// No source says.
    Unknown,
}

/// How an effect is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::Measure")]
pub enum EffectMeasure {
    /// Hazard ratio.
    HazardRatio,
    /// Odds ratio.
    OddsRatio,
    /// Odds ratio, adjusted.
    AdjustedOddsRatio,
    /// Risk ratio.
    RiskRatio,
    /// Difference of risks.
    RiskDifference,
    /// Difference in percentage points.
    PercentagePointDifference,
    /// Difference of means.
    MeanDifference,
    /// Difference of medians.
    MedianDifference,
    /// Ratio of rates.
    RateRatio,
    /// Reduction of the risk, in percent.
    RelativeReduction,
    /// Only a test and its p value are reported.
    None,
}

/// How a p value relates to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::outcome::POperator")]
pub enum POperator {
    /// Is this number.
    Equal,
    /// Is less than this number.
    Less,
    /// Is greater than this number.
    Greater,
}
