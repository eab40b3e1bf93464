//! Presented and published, side by side: where the same question has two answers.

use std::sync::Arc;

use async_graphql::SimpleObject;

use super::outcome::Outcome;

/// How one field of a result differs from the same result at another stage.
#[derive(SimpleObject)]
pub struct ResultDifference {
    /// The result it differs from.
    with: Outcome,
    /// Which field.
    field: String,
    /// What it says here; null if nothing.
    here: Option<String>,
    /// What it says there; null if nothing.
    there: Option<String>,
}

/// Whether two results answer the same question at different stages.
pub(super) fn is_same_question(one: &entity::outcome::Model, other: &entity::outcome::Model) -> bool {
    one.id != other.id
        && one.stage != other.stage
        && one.endpoint == other.endpoint
        && one.analysis_set == other.analysis_set
        && one.subgroup == other.subgroup
}

/// The fields in which they differ.
pub(super) fn differences(
    one: &entity::outcome::Model,
    other: &Arc<entity::outcome::Model>,
) -> impl Iterator<Item = ResultDifference> + use<> {
    let said = |row: &entity::outcome::Model| {
        [
            ("population", row.population.map(|number| number.to_string())),
            ("value", row.value.as_ref().map(ToString::to_string)),
            ("effect.value", row.effect.as_ref().map(ToString::to_string)),
            ("effect.interval.low", row.interval_low.as_ref().map(ToString::to_string)),
            ("effect.interval.high", row.interval_high.as_ref().map(ToString::to_string)),
            ("effect.p.value", row.p_value.as_ref().map(ToString::to_string)),
        ]
    };
    let with = Arc::clone(other);
    let pairs = said(one).into_iter().zip(said(other));
    pairs.filter(|((_, here), (_, there))| here != there).map(move |((field, here), (_, there))| {
        ResultDifference { with: Outcome(Arc::clone(&with)), field: field.to_owned(), here, there }
    })
}
