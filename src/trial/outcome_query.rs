//! Ways in to results.

use entity::outcome::{Column, EndpointKind as StoredEndpointKind, Measure, Stage};

use super::{
    kinds::{EffectMeasure, EndpointKind, ResultStage},
    outcome::Outcome,
    query::TrialWhere,
};
use crate::{
    graphql::{EnumFilter, StringFilter, by_id_or_slug, filter, roots, sorted, within},
    lecture::LectureWhere,
};

by_id_or_slug! {
    /// Names one result.
    OutcomeBy = Outcome
}

filter! {
    /// Which results.
    pub struct OutcomeWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Where it was shown.
        stage: EnumFilter<ResultStage> = |filter, _| Ok(filter.on::<Stage>(Column::Stage));
        /// What sort of endpoint.
        endpoint_kind: EnumFilter<EndpointKind> = |filter, _| {
            Ok(filter.on::<StoredEndpointKind>(Column::EndpointKind))
        };
        /// How its effect is measured.
        measure: EnumFilter<EffectMeasure> = |filter, _| Ok(filter.on::<Measure>(Column::Measure));
        /// The lecture it belongs to.
        lecture: LectureWhere = |filter, now| within::<entity::lecture::Entity>(Column::LectureId, filter, now);
        /// The trial it is of.
        trial: TrialWhere = |filter, now| within::<entity::trial::Entity>(Column::TrialId, filter, now);
    }
}

sorted! {
    /// What results are sorted by.
    OutcomeOrderField(outcome, OutcomeWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    OutcomeQuery {
        /// One result.
        outcome(OutcomeBy);
        /// Results as data, over all meetings and trials.
        outcomes: Outcome;
    }
}
