//! The part a person plays in something.

use std::{marker::PhantomData, sync::Arc};

use async_graphql::{Context, Enum, ID, Object, OutputType};
use entity::{contribution::Column, subject::Subject};
use uuid::Uuid;

use super::{loader::ContributionsOf, object::Person};
use crate::{
    graphql::{Desk, EnumFilter, NodeId, Noun, Result, filter, flattened, one, sorted},
    node::Node,
    source::Sourced,
};

/// A part a person plays; the person comes along when both were read at once.
#[derive(Clone, Debug)]
pub struct Contribution {
    row: Arc<entity::contribution::Model>,
    person: Option<Person>,
}

impl From<Arc<entity::contribution::Model>> for Contribution {
    fn from(row: Arc<entity::contribution::Model>) -> Self {
        Self { row, person: None }
    }
}

impl Noun for Contribution {
    type Entity = entity::contribution::Entity;

    const SUBJECT: Subject = Subject::Contribution;
}

impl Contribution {
    /// All parts played in a thing, in order.
    pub(crate) async fn of(ctx: &Context<'_>, subject: Uuid) -> Result<Vec<Self>> {
        let found = ctx.load::<ContributionsOf>(subject).await?;
        let together = |(row, person): &(Arc<_>, Option<Arc<_>>)| Self {
            row: Arc::clone(row),
            person: person.clone().map(Person),
        };
        Ok(found.iter().map(together).collect())
    }

    /// Those of one role.
    pub(crate) async fn of_role(
        ctx: &Context<'_>,
        subject: Uuid,
        role: entity::contribution::Role,
    ) -> Result<Vec<Self>> {
        let mut found = Self::of(ctx, subject).await?;
        found.retain(|contribution| contribution.row.role == role);
        Ok(found)
    }
}

/// The parts a person can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::contribution::Role")]
pub enum ContributionRole {
    /// Presents it.
    Presenter,
    /// Is named first among the authors.
    FirstAuthor,
    /// Is one of the authors.
    CoAuthor,
    /// Is named last among the authors.
    SeniorAuthor,
    /// Wrote it, without a rank among the authors.
    Author,
    /// Chairs it.
    Chair,
    /// Moderates it.
    Moderator,
    /// Opens the discussion.
    Discussant,
    /// Sits on the panel.
    Panellist,
    /// Speaks there.
    Speaker,
    /// Asks the questions.
    Interviewer,
    /// Answers them.
    Interviewee,
    /// Hosts it.
    Host,
    /// Writes the highlights.
    MedicalWriter,
    /// Edits it.
    Editor,
    /// Reviews it medically.
    MedicalReviewer,
    /// Translates it.
    Translator,
    /// Produces it.
    Producer,
    /// Reads it aloud.
    Narrator,
    /// Signs it.
    Signatory,
    /// Is given the award.
    Awardee,
    /// Comments on it.
    Commentator,
}

/// The part a person plays in something.
#[Object]
impl Contribution {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        NodeId { subject: Subject::Contribution, id: self.row.id }.encode()
    }

    /// Who plays it.
    async fn person(&self, ctx: &Context<'_>) -> Option<Result<Person>> {
        match &self.person {
            Some(person) => Some(Ok(person.clone())),
            None => one(ctx, self.row.person_id).await,
        }
    }

    /// Which part.
    fn role(&self) -> ContributionRole {
        self.row.role.into()
    }

    /// Its place among all parts people have in the same thing, from 1.
    fn position(&self) -> i32 {
        self.row.position
    }

    /// What it is played in; null if that may not be seen.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        Node::find(ctx, self.row.subject, self.row.subject_id).await.transpose()
    }

    /// Degrees as printed there.
    fn credentials(&self) -> &[String] {
        &self.row.credentials
    }

    /// Affiliations as printed there.
    fn affiliations(&self) -> &[String] {
        &self.row.affiliations
    }

    /// Whether sources disagree on who it was. Each claim is kept with its own sources.
    fn is_disputed(&self) -> bool {
        self.row.is_disputed
    }

    /// More words on it: an office as printed, a prize.
    fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.row.id)
    }
}

filter! {
    /// Which contributions.
    pub struct ContributionWhere {
        /// Which part is played.
        role: EnumFilter<ContributionRole> = |filter, _| Ok(filter.on::<entity::contribution::Role>(Column::Role));
    }
}

sorted! {
    /// What contributions are sorted by.
    ContributionOrderField(contribution, ContributionWhere, Role Asc) {
        /// By the part that is played.
        Role = Role;
    }
}

/// Flattened into whatever people play a part in.
pub struct Credited<T>(Uuid, PhantomData<fn() -> T>);

flattened! { Credited }

#[Object(name_type)]
impl<T: OutputType> Credited<T> {
    /// The people who play a part in it, in order.
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these parts.")] roles: Option<Vec<ContributionRole>>,
    ) -> Result<Vec<Contribution>> {
        let mut found = Contribution::of(ctx, self.0).await?;
        if let Some(roles) = roles {
            found.retain(|contribution| roles.contains(&contribution.row.role.into()));
        }
        Ok(found)
    }
}
