//! What each arm of a trial showed.

use std::sync::Arc;

use async_graphql::Object;

use super::effect::Interval;
use crate::graphql::scalar::Decimal;

/// What one arm showed.
pub struct ArmResult(pub(super) Arc<entity::arm_result::Model>);

/// What one arm showed.
#[Object]
impl ArmResult {
    /// The arm, as reported.
    fn arm(&self) -> &str {
        &self.0.arm
    }

    /// How many were in it.
    fn size(&self) -> Option<i32> {
        self.0.size
    }

    /// How many of them could be judged.
    fn evaluable(&self) -> Option<i32> {
        self.0.evaluable
    }

    /// In how many of them it happened.
    fn events(&self) -> Option<i32> {
        self.0.events
    }

    /// The share, in percent: 50.3 is 50.3 %.
    fn percent(&self) -> Option<Decimal> {
        self.0.percent.clone().map(Decimal)
    }

    /// The value, in the unit of the result.
    fn value(&self) -> Option<Decimal> {
        self.0.value.clone().map(Decimal)
    }

    /// The interval around it.
    fn interval(&self) -> Option<Interval> {
        Interval::between(self.0.interval_low.as_ref(), self.0.interval_high.as_ref())
    }
}
