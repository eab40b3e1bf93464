//! What recurs: a series of meetings and the format its editions share.

use async_graphql::{Context, ID, Object};
use entity::meeting_series::Column;

use super::{
    kinds::{FormatFeature, KnowledgeLevel, MeetingSeriesKind, ResearchScope, TrainingStage},
    loader::EditionsOf,
    object::Meeting,
    session::SessionKind,
};
use crate::{
    claim::Claims,
    graphql::{
        All, Desk, Noun, Result, StringFilter, by_id_or_slug, filter, lists, nouns, roots, scalar::Decimal,
        sorted,
    },
    organisation::{Involved, Organisation, OrganisersOf},
    source::Sourced,
};

nouns! { MeetingSeries = meeting_series }

/// A series of meetings, with what is true of every edition.
#[Object]
impl MeetingSeries {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its name.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What sort of meeting recurs.
    fn kind(&self) -> MeetingSeriesKind {
        self.0.kind.into()
    }

    /// How often, as printed.
    fn periodicity(&self) -> Option<&str> {
        self.0.periodicity.as_deref()
    }

    /// The shortest an edition lasts, in days.
    fn duration_days_min(&self) -> Option<Decimal> {
        self.0.duration_days_min.clone().map(Decimal)
    }

    /// The longest an edition lasts, in days.
    fn duration_days_max(&self) -> Option<Decimal> {
        self.0.duration_days_max.clone().map(Decimal)
    }

    /// How long an edition lasts, as printed.
    fn duration_printed(&self) -> Option<&str> {
        self.0.duration_printed.as_deref()
    }

    /// Whether an edition keeps to one theme; null if no source says.
    fn is_single_theme(&self) -> Option<bool> {
        self.0.is_single_theme
    }

    /// The fewest participants.
    fn participants_min(&self) -> Option<i32> {
        self.0.participants_min
    }

    /// The most participants.
    fn participants_max(&self) -> Option<i32> {
        self.0.participants_max
    }

    /// Whom it is for.
    fn audience(&self) -> Vec<TrainingStage> {
        self.0.audience.iter().copied().map(Into::into).collect()
    }

    /// Whether a source prints the heading of an audience list and nothing below it. Nothing was
    /// filled in.
    fn is_audience_printed_empty(&self) -> bool {
        self.0.is_audience_printed_empty
    }

    /// The research it covers, in the order printed.
    fn scope(&self) -> Vec<ResearchScope> {
        self.0.scope.iter().copied().map(Into::into).collect()
    }

    /// How new the knowledge presented is.
    fn knowledge_levels(&self) -> Vec<KnowledgeLevel> {
        self.0.knowledge.iter().copied().map(Into::into).collect()
    }

    /// What the format makes room for.
    fn features(&self) -> Vec<FormatFeature> {
        self.0.features.iter().copied().map(Into::into).collect()
    }

    /// The kinds of session it holds side by side.
    fn session_kinds(&self) -> Vec<SessionKind> {
        self.0.session_kinds.iter().copied().map(Into::into).collect()
    }

    /// Who organises it.
    async fn organisers(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        Ok(Organisation::all(&ctx.load::<All<OrganisersOf>>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn lists(&self) -> SeriesLists {
        SeriesLists(self.0.id)
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

lists! {
    SeriesLists {
        /// Its editions, latest first.
        meetings: Meeting = EditionsOf;
    }
}

by_id_or_slug! {
    /// Names one series.
    MeetingSeriesBy = MeetingSeries
}

filter! {
    /// Which series.
    pub struct SeriesWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
    }
}

sorted! {
    /// What series are sorted by.
    MeetingSeriesOrderField(meeting_series, SeriesWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    SeriesQuery {
        /// One series of meetings.
        meeting_series(MeetingSeriesBy);
        /// All series of meetings.
        all_meeting_series: MeetingSeries;
    }
}
