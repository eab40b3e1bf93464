//! Training tools as the contract shows them, and the ways in.

use async_graphql::{Context, Enum, ID, Object};
use entity::training_tool::{Column, Kind};

use crate::{
    claim::{Claims, GeographicLevel},
    graphql::{
        EnumFilter, Result, StringFilter, by_id_or_slug, filter, nouns, one, roots,
        scalar::{PartialDate, Url},
        sorted, tagged, within,
    },
    meeting::{Meeting, MeetingWhere},
    organisation::Involved,
    person::Credited,
    source::Sourced,
    topic::{About, TopicWhere},
};

nouns! { TrainingTool = training_tool }

/// What sort of training tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::training_tool::Kind")]
pub enum TrainingToolKind {
    /// A handbook with questions to answer.
    InteractiveHandbook,
    /// A curriculum on one theme.
    ThematicCurriculum,
    /// Recordings of a conference.
    ConferenceWebcast,
    /// Slides to look through.
    SlideCollection,
    /// Cases to work through.
    CaseLibrary,
}

/// Whom a training tool is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::training_tool::Audience")]
pub enum TrainingAudience {
    /// Haematologists.
    Haematologist,
    /// Clinicians.
    Clinician,
    /// Scientists.
    Scientist,
    /// Those in training.
    Trainee,
    /// Nurses.
    Nurse,
    /// Pharmacists.
    Pharmacist,
}

/// Something to learn from outside a meeting.
#[Object]
impl TrainingTool {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its title.
    fn title(&self) -> &str {
        &self.0.title
    }

    /// What sort of tool.
    fn kind(&self) -> TrainingToolKind {
        self.0.kind.into()
    }

    /// The edition, as printed.
    fn edition(&self) -> Option<&str> {
        self.0.edition.as_deref()
    }

    /// When its first edition came out.
    fn first_edition(&self) -> Option<PartialDate> {
        self.0.first_edition.clone().map(PartialDate)
    }

    /// Whether it costs nothing; null if no source says.
    fn is_free(&self) -> Option<bool> {
        self.0.is_free
    }

    /// Whether it asks questions; null if no source says.
    fn has_quiz(&self) -> Option<bool> {
        self.0.has_quiz
    }

    /// Since when it is there.
    fn available_from(&self) -> Option<PartialDate> {
        self.0.available_from.clone().map(PartialDate)
    }

    /// Until when it is there.
    fn available_until(&self) -> Option<PartialDate> {
        self.0.available_until.clone().map(PartialDate)
    }

    /// Where it is.
    fn url(&self) -> Option<Url> {
        Url::maybe(self.0.url.as_ref())
    }

    /// How far it is used.
    fn reach(&self) -> Option<GeographicLevel> {
        self.0.reach.map(Into::into)
    }

    /// Whom it is for.
    fn audience(&self) -> Vec<TrainingAudience> {
        self.0.audience.iter().copied().map(Into::into).collect()
    }

    /// A remark by our editors.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The meeting it was made from; null if it was made from none.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    #[graphql(flatten)]
    fn about(&self) -> About<Self> {
        About::of(self.0.id)
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn involved(&self) -> Involved<Self> {
        Involved::of(self.0.id)
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
    /// Names one training tool.
    TrainingToolBy = TrainingTool
}

filter! {
    /// Which training tools.
    pub struct TrainingToolWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// What sort of tool.
        kind: EnumFilter<TrainingToolKind> = |filter, _| Ok(filter.on::<Kind>(Column::Kind));
        /// The meeting it was made from.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What training tools are sorted by.
    TrainingToolOrderField(training_tool, TrainingToolWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    TrainingQuery {
        /// One training tool.
        training_tool(TrainingToolBy);
        /// Handbooks, curricula, webcasts and other tools.
        training_tools: TrainingTool;
    }
}
