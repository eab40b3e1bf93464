//! Disclosures as the contract shows and takes them.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::{declaration, subject::Subject};

use crate::{
    graphql::{NodeId, Result, one, scalar::PartialDate},
    person::Person,
};

/// Whether an expert stated their interests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::declaration::DisclosureState")]
pub enum DisclosureState {
    /// They stated what they have.
    Declared,
    /// They stated that they have none.
    NothingToDisclose,
    /// They were not asked.
    NotAsked,
    /// They were asked and have not answered.
    NotReceived,
    /// They refused to answer.
    Refused,
}

/// What ties an expert to a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::declaration::RelationshipKind")]
pub enum RelationshipKind {
    /// Employment.
    Employment,
    /// Consultancy.
    Consultancy,
    /// Shares or options.
    Equity,
    /// Money for research.
    ResearchFunding,
    /// Honoraria.
    Honoraria,
    /// Patents or royalties.
    PatentsRoyalties,
    /// A speakers' bureau.
    SpeakersBureau,
    /// A board or an advisory role.
    BoardOrAdvisory,
    /// Travel.
    Travel,
    /// Something else.
    Other,
}

/// A tie between an expert and a company.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "RelationshipInput")]
pub struct Relationship {
    /// What ties them.
    kind: RelationshipKind,
    /// The company, as the expert named it.
    with: String,
}

/// What an expert stated about their interests.
#[derive(Clone, Debug)]
pub struct Disclosure(declaration::Disclosure);

/// What an expert stated about their interests.
#[Object]
impl Disclosure {
    /// The expert.
    async fn person(&self, ctx: &Context<'_>) -> Option<Result<Person>> {
        one(ctx, self.0.person).await
    }

    /// Whether they stated anything.
    fn state(&self) -> DisclosureState {
        self.0.state.into()
    }

    /// When they did; null if they did not.
    fn stated_on(&self) -> Option<PartialDate> {
        self.0.stated_on.clone().map(PartialDate)
    }

    /// How many months before that day it covers; null if nothing was stated.
    fn window_months(&self) -> Option<i32> {
        self.0.window_months
    }

    /// What ties them to companies.
    fn relationships(&self) -> Vec<Relationship> {
        let all = self.0.relationships.iter().cloned();
        all.map(|one| Relationship { kind: one.kind.into(), with: one.with }).collect()
    }

    /// Whether they speak of uses that no label names; null if they did not say.
    fn is_off_label_discussed(&self) -> Option<bool> {
        self.0.is_off_label_discussed
    }
}

impl From<declaration::Disclosure> for Disclosure {
    fn from(disclosure: declaration::Disclosure) -> Self {
        Self(disclosure)
    }
}

/// What an expert stated about their interests.
#[derive(Clone, Debug, InputObject)]
pub struct DisclosureInput {
    /// The id of the expert.
    person: ID,
    /// Whether they stated anything.
    state: DisclosureState,
    /// When they did; must be said of `DECLARED` and `NOTHING_TO_DISCLOSE`.
    stated_on: Option<PartialDate>,
    /// How many months before that day it covers, often 24; must be said of `DECLARED` and `NOTHING_TO_DISCLOSE`.
    window_months: Option<i32>,
    /// What ties them to companies; must be said of `DECLARED`.
    #[graphql(default)]
    relationships: Vec<Relationship>,
    /// Whether they speak of uses that no label names.
    is_off_label_discussed: Option<bool>,
}

impl DisclosureInput {
    /// As it is kept.
    pub(crate) fn read(self) -> Result<declaration::Disclosure> {
        let relationships = self.relationships.into_iter();
        Ok(declaration::Disclosure {
            person: NodeId::decode_as(&self.person, Subject::Person)?,
            state: self.state.into(),
            stated_on: self.stated_on.map(|date| date.0),
            window_months: self.window_months,
            relationships: relationships
                .map(|one| declaration::Relationship { kind: one.kind.into(), with: one.with })
                .collect(),
            is_off_label_discussed: self.is_off_label_discussed,
        })
    }
}
