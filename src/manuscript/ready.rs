//! What a version must have before readers see it.

use std::collections::{BTreeSet, HashMap};

use entity::{
    arm_result,
    contribution::{self, Role},
    declaration::DisclosureState,
    lecture, outcome, person,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{bounds::contradiction, content::Content, slides};
use crate::graphql::{MANY, among};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    LeadMessage,
    Body,
    Writer,
    TakeHomeMessage,
    Reference,
    Rights,
    Funding,
    Influence,
    Disclosure,
    SoundResults,
    Slides,
}

/// Something that is wanted, and how it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(super) want: Want,
    pub(super) words: String,
}

impl Want {
    /// Where in the input of a save it is given.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::LeadMessage => "leadMessage",
            Self::Body => "body",
            Self::Writer => "writers",
            Self::TakeHomeMessage | Self::SoundResults => "takeHomeMessages",
            Self::Reference => "references",
            Self::Rights => "rights",
            Self::Funding | Self::Influence => "funding",
            Self::Disclosure => "disclosures",
            Self::Slides => "slides",
        }
    }

    fn said(self, words: impl Into<String>) -> Wanted {
        Wanted { want: self, words: words.into() }
    }
}

/// What the tables know around some versions.
#[derive(Default)]
pub(super) struct Around {
    lectures: HashMap<Uuid, lecture::Model>,
    presenters: HashMap<Uuid, Vec<person::Model>>,
    outcomes: HashMap<Uuid, outcome::Model>,
    arms: HashMap<Uuid, Vec<arm_result::Model>>,
}

impl Around {
    /// Reads what is around versions on these lectures: four statements, unless they rest on very many results.
    pub(super) async fn read(
        db: &impl ConnectionTrait,
        lectures: &[Uuid],
        contents: impl Iterator<Item = &Content>,
    ) -> Result<Self, DbErr> {
        let rests = contents.flat_map(|content| &content.take_home_messages);
        let outcomes: BTreeSet<Uuid> = rests.flat_map(|message| message.outcomes.iter().copied()).collect();
        let mut around = Self::default();
        let engine = db.get_database_backend();
        let found = lecture::Entity::find().filter(among(lecture::Column::Id, lectures, engine));
        around.lectures = found.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
        let presenters = contribution::Entity::find()
            .filter(among(contribution::Column::SubjectId, lectures, engine))
            .filter(contribution::Column::Role.eq(Role::Presenter))
            .filter(contribution::Column::IsDisputed.eq(false))
            .find_also_related(person::Entity);
        for (part, person) in presenters.all(db).await? {
            around.presenters.entry(part.subject_id).or_default().extend(person);
        }
        for some in Vec::from_iter(outcomes).chunks(MANY) {
            let found = outcome::Entity::find().filter(among(outcome::Column::Id, some, engine));
            around.outcomes.extend(found.all(db).await?.into_iter().map(|row| (row.id, row)));
            let found = arm_result::Entity::find().filter(among(arm_result::Column::OutcomeId, some, engine));
            for row in found.all(db).await? {
                around.arms.entry(row.outcome_id).or_default().push(row);
            }
        }
        Ok(around)
    }

    /// What a version on a lecture wants.
    pub(super) fn wants(&self, lecture: Option<Uuid>, content: &Content) -> Vec<Wanted> {
        let has_abstract = lecture
            .and_then(|id| self.lectures.get(&id))
            .is_some_and(|lecture| lecture.abstract_number.is_some());
        let plain = [
            (content.lead_message.trim().is_empty(), Want::LeadMessage, "a lead message"),
            (content.body.trim().is_empty(), Want::Body, "a body"),
            (content.writers.is_empty(), Want::Writer, "a writer who signs it"),
            (content.take_home_messages.is_empty(), Want::TakeHomeMessage, "a take-home message"),
            (
                content.references.is_empty() && !has_abstract,
                Want::Reference,
                "a reference, or a lecture with an abstract number",
            ),
            (content.rights.is_none(), Want::Rights, "the right it is published by"),
            (content.funding.is_empty(), Want::Funding, "an answer to who paid for it, be it NONE"),
            (
                content.funding.iter().any(|one| one.funder.is_some() && one.influence.is_none()),
                Want::Influence,
                "how near each funder came to it",
            ),
        ];
        let wanted = plain.into_iter().filter(|(is_missing, ..)| *is_missing);
        let mut wants: Vec<Wanted> = wanted.map(|(_, want, words)| want.said(words)).collect();
        wants.extend(self.disclosures(lecture, content));
        wants.extend(self.contradictions(content));
        wants.extend(slides::missing(&content.slides).into_iter().map(|words| Want::Slides.said(words)));
        wants
    }

    fn disclosures(&self, lecture: Option<Uuid>, content: &Content) -> Vec<Wanted> {
        let experts = lecture.and_then(|id| self.presenters.get(&id)).map(Vec::as_slice).unwrap_or_default();
        let missing = experts.iter().filter_map(|expert| {
            let given = content.disclosures.iter().find(|one| one.person == expert.id);
            match given.map(|one| one.state) {
                None => Some(format!("a disclosure of {}", expert.name)),
                Some(DisclosureState::Refused) => {
                    Some(format!("another expert: {} refused to disclose", expert.name))
                }
                Some(_) => None,
            }
        });
        missing.map(|words| Want::Disclosure.said(words)).collect()
    }

    fn contradictions(&self, content: &Content) -> Vec<Wanted> {
        let named = content.take_home_messages.iter().flat_map(|message| &message.outcomes);
        let found = named.filter_map(|id| self.outcomes.get(id)).filter_map(|outcome| {
            let arms = self.arms.get(&outcome.id).map(Vec::as_slice).unwrap_or_default();
            let wrong = contradiction(outcome, arms)?;
            Some(Want::SoundResults.said(format!("a sound result on {}: {wrong}", outcome.endpoint)))
        });
        found.collect()
    }
}
