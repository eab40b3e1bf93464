//! How continuing medical education is accredited.

use async_graphql::{Enum, ID, Object, SimpleObject};

use super::object::Involved;
use crate::{
    claim::{Claims, GeographicLevel},
    graphql::{StringFilter, by_id_or_slug, filter, nouns, roots, scalar::PartialDate, sorted},
    source::Sourced,
};

nouns! { AccreditationScheme = accreditation_scheme }

/// What is done for quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::accreditation_scheme::QualityKind")]
pub enum QualityMeasureKind {
    /// Peers review a programme before it is held.
    PriorPeerReview,
    /// A scientific committee reviews it.
    ScientificCommitteeReview,
    /// It is evaluated all the time.
    OngoingEvaluation,
    /// Participants answer a questionnaire.
    ParticipantQuestionnaire,
    /// Somebody comes and looks.
    SiteVisit,
    /// A statement of independence is signed.
    IndependenceStatement,
    /// A report is written afterwards.
    PostEventReport,
}

/// When something is done for quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::accreditation_scheme::Timing")]
pub enum QualityTiming {
    /// Before the activity.
    Before,
    /// During the activity.
    During,
    /// After the activity.
    After,
    /// All the time.
    Ongoing,
}

/// One way a scheme keeps quality.
#[derive(Clone, Debug, SimpleObject)]
pub struct QualityMeasure {
    /// What is done.
    kind: QualityMeasureKind,
    /// When it is done.
    timing: QualityTiming,
    /// In words.
    text: String,
}

/// A system that accredits continuing medical education. Its bodies are its `involvements`.
#[Object]
impl AccreditationScheme {
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

    /// How far it reaches.
    fn level(&self) -> Option<GeographicLevel> {
        self.0.level.map(Into::into)
    }

    /// When it began.
    fn started(&self) -> Option<PartialDate> {
        self.0.started.clone().map(PartialDate)
    }

    /// When it ended.
    fn ended(&self) -> Option<PartialDate> {
        self.0.ended.clone().map(PartialDate)
    }

    /// The number of the grant that paid for it.
    fn grant_number(&self) -> Option<&str> {
        self.0.grant_number.as_deref()
    }

    /// How it keeps quality.
    fn quality_measures(&self) -> Vec<QualityMeasure> {
        let measures = self.0.quality_measures.iter();
        measures
            .map(|measure| QualityMeasure {
                kind: measure.kind.into(),
                timing: measure.timing.into(),
                text: measure.text.clone(),
            })
            .collect()
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
    /// Names one accreditation scheme.
    AccreditationSchemeBy = AccreditationScheme
}

filter! {
    /// Which accreditation schemes.
    pub struct AccreditationSchemeWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(entity::accreditation_scheme::Column::Slug));
    }
}

sorted! {
    /// What accreditation schemes are sorted by.
    AccreditationSchemeOrderField(accreditation_scheme, AccreditationSchemeWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    AccreditationQuery {
        /// One accreditation scheme.
        accreditation_scheme(AccreditationSchemeBy);
        /// The systems that accredit continuing medical education.
        accreditation_schemes: AccreditationScheme;
    }
}
