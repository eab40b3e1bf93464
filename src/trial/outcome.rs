//! Results as data.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::outcome::{Column, EndpointKind as StoredEndpointKind, Measure, Stage};

use super::{
    loader::{ArmResultsOf, MessagesOn, OutcomesOf, OutcomesOfLecture},
    object::Trial,
    query::TrialWhere,
};
use crate::{
    graphql::{
        All, Desk, EnumFilter, Result, StringFilter, by_id_or_slug, filter, nouns, one, roots,
        scalar::{Decimal, PartialDate},
        sorted, within,
    },
    lecture::{Lecture, LectureWhere},
    reference::Reference,
    source::Sourced,
    summary::TakeHomeMessage,
};

nouns! { Outcome = outcome }

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

/// A range a value lies in.
#[derive(Clone, Debug, SimpleObject)]
pub struct Interval {
    /// Its lower end.
    low: Decimal,
    /// Its upper end.
    high: Decimal,
    /// How sure, in percent, such as 95; null if no source says.
    level_percent: Option<Decimal>,
}

/// The p value of a test.
#[derive(Clone, Debug, SimpleObject)]
pub struct PValue {
    /// How it relates to the number.
    operator: POperator,
    /// The number.
    value: Decimal,
}

/// The difference between arms.
#[derive(Clone, Debug, SimpleObject)]
pub struct Effect {
    /// How it is measured.
    measure: EffectMeasure,
    /// How large it is; null if only a test is reported.
    value: Option<Decimal>,
    /// Its confidence interval.
    interval: Option<Interval>,
    /// The p value.
    p: Option<PValue>,
    /// The test.
    test: Option<String>,
}

/// A result: one endpoint, at one stage, as sources report it. Not clinical advice.
#[Object]
impl Outcome {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses and bundles.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What was looked at.
    fn endpoint(&self) -> &str {
        &self.0.endpoint
    }

    /// What sort of endpoint.
    fn endpoint_kind(&self) -> EndpointKind {
        self.0.endpoint_kind.into()
    }

    /// The weight the trial gives it.
    fn endpoint_rank(&self) -> EndpointRank {
        self.0.endpoint_rank.into()
    }

    /// Where it was shown.
    fn stage(&self) -> ResultStage {
        self.0.stage.into()
    }

    /// Who was counted.
    fn analysis_set(&self) -> AnalysisSet {
        self.0.analysis_set.into()
    }

    /// How many were counted.
    fn population(&self) -> Option<i32> {
        self.0.population
    }

    /// Which part of them; null if all.
    fn subgroup(&self) -> Option<&str> {
        self.0.subgroup.as_deref()
    }

    /// The value over all; null if it is reported by arm. In `unit`.
    fn value(&self) -> Option<Decimal> {
        self.0.value.clone().map(Decimal)
    }

    /// The unit of the values: `percent`, `months`.
    fn unit(&self) -> Option<&str> {
        self.0.unit.as_deref()
    }

    /// The median follow-up in months.
    fn follow_up_months(&self) -> Option<Decimal> {
        self.0.follow_up_months.clone().map(Decimal)
    }

    /// When the data were cut off.
    fn data_cutoff(&self) -> Option<PartialDate> {
        self.0.data_cutoff.clone().map(PartialDate)
    }

    /// The difference between arms; null if none is reported.
    fn effect(&self) -> Option<Effect> {
        effect(&self.0)
    }

    /// A remark by our editors.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// What each arm showed.
    async fn arms(&self, ctx: &Context<'_>) -> Result<Vec<ArmResult>> {
        let rows = ctx.load::<All<ArmResultsOf>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(ArmResult).collect())
    }

    /// The trial it is of; null if it is of none.
    async fn trial(&self, ctx: &Context<'_>) -> Option<Result<Trial>> {
        one(ctx, self.0.trial_id).await
    }

    /// The lecture it belongs to.
    async fn lecture(&self, ctx: &Context<'_>) -> Option<Result<Lecture>> {
        one(ctx, self.0.lecture_id).await
    }

    /// The paper that published it; null if none did.
    async fn reference(&self, ctx: &Context<'_>) -> Option<Result<Reference>> {
        one(ctx, self.0.reference_id).await
    }

    /// How it differs from the same endpoint at other stages, such as when it was published.
    async fn differences(&self, ctx: &Context<'_>) -> Result<Vec<ResultDifference>> {
        let others = match (self.0.trial_id, self.0.lecture_id) {
            (Some(trial), _) => ctx.load::<All<OutcomesOf>>(trial).await?,
            (None, Some(lecture)) => ctx.load::<All<OutcomesOfLecture>>(lecture).await?,
            (None, None) => return Ok(Vec::new()),
        };
        let alike = others.iter().filter(|other| is_same_question(&self.0, other));
        Ok(alike.flat_map(|other| differences(&self.0, other)).collect())
    }

    /// The take-home messages that rest on it. Only of what has been published.
    async fn take_home_messages(&self, ctx: &Context<'_>) -> Result<Vec<TakeHomeMessage>> {
        let rows = ctx.load::<All<MessagesOn>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(TakeHomeMessage).collect())
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

/// How one field of a result differs from the same result at another stage.
#[derive(SimpleObject)]
pub struct ResultDifference {
    /// The result it differs from.
    with: Outcome,
    /// Which field.
    field: String,
    /// What it says here; null if nothing.
    here: Option<String>,
    /// What it says there; null if nothing.
    there: Option<String>,
}

fn is_same_question(one: &entity::outcome::Model, other: &entity::outcome::Model) -> bool {
    one.id != other.id
        && one.stage != other.stage
        && one.endpoint == other.endpoint
        && one.analysis_set == other.analysis_set
        && one.subgroup == other.subgroup
}

fn differences(
    one: &entity::outcome::Model,
    other: &Arc<entity::outcome::Model>,
) -> impl Iterator<Item = ResultDifference> + use<> {
    let said = |row: &entity::outcome::Model| {
        [
            ("population", row.population.map(|number| number.to_string())),
            ("value", row.value.as_ref().map(ToString::to_string)),
            ("effect.value", row.effect.as_ref().map(ToString::to_string)),
            ("effect.interval.low", row.interval_low.as_ref().map(ToString::to_string)),
            ("effect.interval.high", row.interval_high.as_ref().map(ToString::to_string)),
            ("effect.p.value", row.p_value.as_ref().map(ToString::to_string)),
        ]
    };
    let with = Arc::clone(other);
    let pairs = said(one).into_iter().zip(said(other));
    pairs.filter(|((_, here), (_, there))| here != there).map(move |((field, here), (_, there))| {
        ResultDifference { with: Outcome(Arc::clone(&with)), field: field.to_owned(), here, there }
    })
}

fn effect(row: &entity::outcome::Model) -> Option<Effect> {
    let decimal = |value: &Option<entity::value::Decimal>| value.clone().map(Decimal);
    let interval = decimal(&row.interval_low).zip(decimal(&row.interval_high));
    Some(Effect {
        measure: row.measure?.into(),
        value: decimal(&row.effect),
        interval: interval.map(|(low, high)| Interval {
            low,
            high,
            level_percent: decimal(&row.interval_level),
        }),
        p: row
            .p_operator
            .zip(decimal(&row.p_value))
            .map(|(operator, value)| PValue { operator: operator.into(), value }),
        test: row.test.clone(),
    })
}

/// What one arm showed.
pub struct ArmResult(Arc<entity::arm_result::Model>);

/// What one arm showed.
#[Object]
impl ArmResult {
    /// The arm, as reported.
    fn arm(&self) -> &str {
        &self.0.arm
    }

    /// How many were in it.
    fn size(&self) -> Option<i32> {
        self.0.size
    }

    /// How many of them could be judged.
    fn evaluable(&self) -> Option<i32> {
        self.0.evaluable
    }

    /// In how many of them it happened.
    fn events(&self) -> Option<i32> {
        self.0.events
    }

    /// The share, in percent: 50.3 is 50.3 %.
    fn percent(&self) -> Option<Decimal> {
        self.0.percent.clone().map(Decimal)
    }

    /// The value, in the unit of the result.
    fn value(&self) -> Option<Decimal> {
        self.0.value.clone().map(Decimal)
    }

    /// The interval around it.
    fn interval(&self) -> Option<Interval> {
        let low = self.0.interval_low.clone().map(Decimal)?;
        let high = self.0.interval_high.clone().map(Decimal)?;
        Some(Interval { low, high, level_percent: None })
    }
}

by_id_or_slug! {
    /// Names one result.
    OutcomeBy = Outcome
}

filter! {
    /// Which results.
    pub struct OutcomeWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Where it was shown.
        stage: EnumFilter<ResultStage> = |filter, _| Ok(filter.on::<Stage>(Column::Stage));
        /// What sort of endpoint.
        endpoint_kind: EnumFilter<EndpointKind> = |filter, _| {
            Ok(filter.on::<StoredEndpointKind>(Column::EndpointKind))
        };
        /// How its effect is measured.
        measure: EnumFilter<EffectMeasure> = |filter, _| Ok(filter.on::<Measure>(Column::Measure));
        /// The lecture it belongs to.
        lecture: LectureWhere = |filter, now| within::<entity::lecture::Entity>(Column::LectureId, filter, now);
        /// The trial it is of.
        trial: TrialWhere = |filter, now| within::<entity::trial::Entity>(Column::TrialId, filter, now);
    }
}

sorted! {
    /// What results are sorted by.
    OutcomeOrderField(outcome, OutcomeWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    OutcomeQuery {
        /// One result.
        outcome(OutcomeBy);
        /// Results as data, over all meetings and trials.
        outcomes: Outcome;
    }
}
