//! Trials as the contract shows them.

use async_graphql::{Context, Enum, ID, Object};

use super::{
    loader::{ArmsOf, LecturesOf, OutcomesOf, RegistrationsOf},
    outcome::Outcome,
    timeline::{TrialEvent, timeline},
};
use crate::{
    graphql::{All, Desk, Noun, Result, lists, nouns},
    lecture::Lecture,
    source::Sourced,
    topic::About,
};

nouns! { Trial = trial }

/// The phase of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::trial::Phase")]
pub enum TrialPhase {
    /// Phase 1.
    #[graphql(name = "PHASE_1")]
    Phase1,
    /// Phase 1a.
    #[graphql(name = "PHASE_1A")]
    Phase1a,
    /// Phase 1b.
    #[graphql(name = "PHASE_1B")]
    Phase1b,
    /// Phase 1b and 2.
    #[graphql(name = "PHASE_1B_2")]
    Phase1b2,
    /// Phase 1 and 2.
    #[graphql(name = "PHASE_1_2")]
    Phase12,
    /// Phase 2.
    #[graphql(name = "PHASE_2")]
    Phase2,
    /// Phase 2 and 3.
    #[graphql(name = "PHASE_2_3")]
    Phase23,
    /// Phase 3.
    #[graphql(name = "PHASE_3")]
    Phase3,
    /// Phase 4.
    #[graphql(name = "PHASE_4")]
    Phase4,
    /// Observes without intervening.
    Observational,
    /// A registry of cases.
    Registry,
    /// Before it came to people.
    Preclinical,
    /// It has no phase.
    NotApplicable,
    /// No source says.
    Unknown,
}

/// The register of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::trial_registration::Registry")]
pub enum TrialRegistry {
    /// `ClinicalTrials.gov`: `NCT` and eight digits.
    ClinicalTrialsGov,
    /// The `EudraCT` database: `2016-002461-66`.
    EudraCt,
    /// The register of the European Union since 2023.
    EuCt,
    /// The ISRCTN registry.
    Isrctn,
}

/// What a group of a trial is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::arm::Role")]
pub enum ArmRole {
    /// Is given what is tried.
    Experimental,
    /// Is given another treatment that works.
    ActiveComparator,
    /// Is given a placebo.
    Placebo,
    /// Is given the usual care.
    StandardOfCare,
    /// The only group.
    SingleArm,
    /// A group that is observed.
    Cohort,
}

/// A clinical trial or a registry of cases.
#[Object]
impl Trial {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its acronym, such as `APOLLO`. Acronyms are not unique.
    fn acronym(&self) -> Option<&str> {
        self.0.acronym.as_deref()
    }

    /// Its title.
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// Other names it goes by.
    fn aliases(&self) -> &[String] {
        &self.0.aliases
    }

    /// Its phase.
    fn phase(&self) -> TrialPhase {
        self.0.phase.into()
    }

    /// The numbers under which registers know it.
    async fn registrations(&self, ctx: &Context<'_>) -> Result<Vec<TrialRegistration>> {
        let rows = ctx.load::<All<RegistrationsOf>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(TrialRegistration).collect())
    }

    /// Its groups.
    async fn arms(&self, ctx: &Context<'_>) -> Result<Vec<TrialArm>> {
        let rows = ctx.load::<All<ArmsOf>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(TrialArm).collect())
    }

    /// Its results at every stage.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Outcome>> {
        Ok(Outcome::all(&ctx.load::<All<OutcomesOf>>(self.0.id).await?))
    }

    /// Its story over all meetings and papers, oldest first: when its data were cut off, presented
    /// and published. What has no date comes last.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<TrialEvent>> {
        timeline(ctx, self.0.id).await
    }

    #[graphql(flatten)]
    fn lists(&self) -> TrialLists {
        TrialLists(self.0.id)
    }

    #[graphql(flatten)]
    fn about(&self) -> About<Self> {
        About::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    TrialLists {
        /// The lectures that report it.
        lectures: Lecture = LecturesOf;
    }
}

/// A number in a register.
pub struct TrialRegistration(std::sync::Arc<entity::trial_registration::Model>);

/// The number under which a register knows a trial.
#[Object]
impl TrialRegistration {
    /// The register.
    fn registry(&self) -> TrialRegistry {
        self.0.registry.into()
    }

    /// The number there.
    fn number(&self) -> &str {
        &self.0.number
    }
}

/// A group of a trial.
pub struct TrialArm(std::sync::Arc<entity::arm::Model>);

/// A group of a trial.
#[Object]
impl TrialArm {
    /// What it is given, or what it is called.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is for; null if no source says.
    fn role(&self) -> Option<ArmRole> {
        self.0.role.map(Into::into)
    }
}
