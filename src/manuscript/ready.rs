//! What a version must have before readers see it.

use std::collections::{BTreeSet, HashMap};

use entity::{
    arm_result,
    contribution::{self, Role},
    declaration::{Basis, DisclosureState, Rights},
    lecture, outcome, person,
    value::Instant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
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
    /// All whom any source names.
    presenters: HashMap<Uuid, Vec<person::Model>>,
    /// Whoever refused to disclose.
    refusing: HashMap<Uuid, person::Model>,
    outcomes: HashMap<Uuid, outcome::Model>,
    arms: HashMap<Uuid, Vec<arm_result::Model>>,
}

impl Around {
    /// Reads what is around versions on these lectures: four statements, unless somebody refused to disclose or they
    /// rest on very many results.
    pub(super) async fn read(
        db: &impl ConnectionTrait,
        lectures: &[Uuid],
        contents: impl Iterator<Item = &Content> + Clone,
    ) -> Result<Self, DbErr> {
        let rests = contents.clone().flat_map(|content| &content.take_home_messages);
        let outcomes: BTreeSet<Uuid> = rests.flat_map(|message| message.outcomes.iter().copied()).collect();
        let mut around = Self::default();
        let engine = db.get_database_backend();
        let found = lecture::Entity::find().filter(among(lecture::Column::Id, lectures, engine));
        around.lectures = found.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
        let presenters = contribution::Entity::find()
            .filter(among(contribution::Column::SubjectId, lectures, engine))
            .filter(contribution::Column::Role.eq(Role::Presenter))
            .order_by_asc(contribution::Column::Position)
            .order_by_asc(contribution::Column::Id)
            .find_also_related(person::Entity);
        for (part, person) in presenters.all(db).await? {
            let named = around.presenters.entry(part.subject_id).or_default();
            named.extend(person.filter(|person| named.iter().all(|other| other.id != person.id)));
        }
        let refusing: BTreeSet<Uuid> = contents.flat_map(refusing).collect();
        if !refusing.is_empty() {
            let found = person::Entity::find().filter(person::Column::Id.is_in(refusing)).all(db).await?;
            around.refusing = found.into_iter().map(|person| (person.id, person)).collect();
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

    /// What a version on a lecture wants to be released for a moment.
    pub(super) fn wants(&self, lecture: Option<Uuid>, content: &Content, at: Instant) -> Vec<Wanted> {
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
        ];
        let funding = [
            (content.funding.is_empty(), Want::Funding, "an answer to who paid for it, be it NONE"),
            (
                content.funding.iter().any(|one| one.funder.is_some() && one.influence.is_none()),
                Want::Influence,
                "how near each funder came to it",
            ),
        ];
        let mut wants = missing(plain);
        wants.extend(rights(content.rights.as_ref(), at));
        wants.extend(missing(funding));
        wants.extend(self.disclosures(lecture, content));
        wants.extend(self.contradictions(content));
        wants.extend(slides::missing(&content.slides).into_iter().map(|words| Want::Slides.said(words)));
        wants
    }

    fn disclosures(&self, lecture: Option<Uuid>, content: &Content) -> Vec<Wanted> {
        let experts = lecture.and_then(|id| self.presenters.get(&id)).map(Vec::as_slice).unwrap_or_default();
        let is_given =
            |expert: &&person::Model| content.disclosures.iter().any(|one| one.person == expert.id);
        let missing = experts.iter().filter(|expert| !is_given(expert));
        let missing = missing.map(|expert| format!("a disclosure of {}", expert.name));
        let refused = refusing(content).map(|id| {
            let name = self.refusing.get(&id).map_or("one of them", |person| &person.name);
            format!("another expert: {name} refused to disclose")
        });
        missing.chain(refused).map(|words| Want::Disclosure.said(words)).collect()
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

/// Who refused to disclose anything.
fn refusing(content: &Content) -> impl Iterator<Item = Uuid> {
    let refused = content.disclosures.iter().filter(|one| one.state == DisclosureState::Refused);
    refused.map(|one| one.person)
}

/// What is wanted of the right it is published by at a moment.
fn rights(rights: Option<&Rights>, at: Instant) -> Vec<Wanted> {
    let Some(rights) = rights else { return vec![Want::Rights.said("the right it is published by")] };
    let is_consent = matches!(rights.basis, Basis::OrganiserConsent | Basis::PresenterConsent);
    let is_over = rights.expires_on.as_ref().is_some_and(|end| day_of(at) > Some(end.last_day()));
    let is_licence = rights.basis == Basis::Licence;
    missing([
        (is_licence && rights.licence.is_none(), Want::Rights, "the licence it is published by"),
        (is_consent && rights.holder.is_none(), Want::Rights, "the holder of the rights, who consented"),
        (
            is_consent && rights.permission.is_none(),
            Want::Rights,
            "the permission: where the consent is filed",
        ),
        (is_over, Want::Rights, "a right that has not ended by then"),
    ])
}

/// Of some wants, those that are.
fn missing<const N: usize>(wants: [(bool, Want, &'static str); N]) -> Vec<Wanted> {
    let missing = wants.into_iter().filter(|(is_missing, ..)| *is_missing);
    missing.map(|(_, want, words)| want.said(words)).collect()
}

/// The day of a moment in UTC, as one number.
fn day_of(at: Instant) -> Option<i32> {
    let day = jiff::Timestamp::from_microsecond(at.0).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    Some(i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day()))
}
