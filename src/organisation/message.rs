//! Words from the executives of an organisation.

use async_graphql::{Context, Enum, ID, Object};

use super::object::Organisation;
use crate::{
    claim::{Claims, Statement},
    graphql::{Result, StringFilter, by_id_or_slug, filter, nouns, one, roots, scalar::PartialDate, sorted},
    person::{Contribution, Credited},
    source::Sourced,
    video::Video,
};

nouns! { ExecutiveMessage = executive_message }

/// What a conference programme is adapted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::executive_message::ProgrammePurpose")]
pub enum ProgrammePurpose {
    /// Training that never ends.
    ContinuousTraining,
    /// Education.
    Education,
    /// Growing in one's profession.
    ProfessionalDevelopment,
}

/// Words from the executives of an organisation, in our words: signed, in sections.
#[Object]
impl ExecutiveMessage {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What stands above it.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// Whose executives speak.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }

    /// The year of the conference programme it introduces.
    fn programme_year(&self) -> Option<PartialDate> {
        self.0.programme_year.clone().map(PartialDate)
    }

    /// What that programme is adapted to.
    fn programme_purposes(&self) -> Vec<ProgrammePurpose> {
        self.0.programme_purposes.iter().copied().map(Into::into).collect()
    }

    /// Its sections in order. A section without text is printed so.
    async fn sections(&self, ctx: &Context<'_>) -> Result<Vec<Statement>> {
        Statement::of_kind(ctx, self.0.id, entity::statement::Kind::Section).await
    }

    /// Who signs, in order; `note` is the office as printed.
    async fn signatories(&self, ctx: &Context<'_>) -> Result<Vec<Contribution>> {
        Contribution::of_role(ctx, self.0.id, entity::contribution::Role::Signatory).await
    }

    /// The film shown with it.
    async fn video(&self, ctx: &Context<'_>) -> Option<Result<Video>> {
        one(ctx, self.0.video_id).await
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn claims(&self) -> Claims<Self> {
        Claims::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

by_id_or_slug! {
    /// Names one message.
    ExecutiveMessageBy = ExecutiveMessage
}

filter! {
    /// Which messages.
    pub struct ExecutiveMessageWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(entity::executive_message::Column::Slug));
    }
}

sorted! {
    /// What messages are sorted by.
    ExecutiveMessageOrderField(executive_message, ExecutiveMessageWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    MessageQuery {
        /// One message of executives.
        executive_message(ExecutiveMessageBy);
        /// Words from executives.
        executive_messages: ExecutiveMessage;
    }
}
