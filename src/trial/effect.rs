//! The difference a treatment made, with what is known of its certainty.

use async_graphql::SimpleObject;

use super::kinds::{EffectMeasure, POperator};
use crate::graphql::scalar::Decimal;

/// A range a value lies in.
#[derive(Clone, Debug, SimpleObject)]
pub struct Interval {
    /// Its lower end.
    low: Decimal,
    /// Its upper end.
    high: Decimal,
    /// How sure, in percent, such as 95; null if no source says.
    level_percent: Option<Decimal>,
}

/// The p value of a test.
#[derive(Clone, Debug, SimpleObject)]
pub struct PValue {
    /// How it relates to the number.
    operator: POperator,
    /// The number.
    value: Decimal,
}

/// The difference between arms.
#[derive(Clone, Debug, SimpleObject)]
pub struct Effect {
    /// How it is measured.
    measure: EffectMeasure,
    /// How large it is; null if only a test is reported.
    value: Option<Decimal>,
    /// Its confidence interval.
    interval: Option<Interval>,
    /// The p value.
    p: Option<PValue>,
    /// The test.
    test: Option<String>,
}

impl Effect {
    /// The effect a result reports; none if it reports none.
    pub(super) fn of(row: &entity::outcome::Model) -> Option<Self> {
        let decimal = |value: &Option<entity::value::Decimal>| value.clone().map(Decimal);
        let interval = decimal(&row.interval_low).zip(decimal(&row.interval_high));
        Some(Self {
            measure: row.measure?.into(),
            value: decimal(&row.effect),
            interval: interval.map(|(low, high)| Interval {
                low,
                high,
                level_percent: decimal(&row.interval_level),
            }),
            p: row
                .p_operator
                .zip(decimal(&row.p_value))
                .map(|(operator, value)| PValue { operator: operator.into(), value }),
            test: row.test.clone(),
        })
    }
}

impl Interval {
    /// Between two ends, if both are known.
    pub(super) fn between(
        low: Option<&entity::value::Decimal>,
        high: Option<&entity::value::Decimal>,
    ) -> Option<Self> {
        let (low, high) = (low?.clone(), high?.clone());
        Some(Self { low: Decimal(low), high: Decimal(high), level_percent: None })
    }
}
