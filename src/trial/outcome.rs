//! Results as data.

use async_graphql::{Context, ID, Object};

use super::{
    arm::ArmResult,
    difference::{ResultDifference, differences, is_same_question},
    effect::Effect,
    kinds::{AnalysisSet, EndpointKind, EndpointRank, ResultStage},
    loader::{ArmResultsOf, MessagesOn, OutcomesOf, OutcomesOfLecture},
    object::Trial,
};
use crate::{
    graphql::{
        All, Desk, Result, nouns, one,
        scalar::{Decimal, PartialDate},
    },
    lecture::Lecture,
    reference::Reference,
    source::Sourced,
    summary::TakeHomeMessage,
};

nouns! { Outcome = outcome }

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
        Effect::of(&self.0)
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
