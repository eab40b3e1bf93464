//! How much a caller hands in.

use async_graphql::Value;

use super::refusal::{Code, Refusal};
use crate::limits::Limits;

/// The size of what stands in arguments or variables.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bulk {
    /// Values, with the lists and inputs they stand in.
    pub(super) values: u64,
    /// Entries of the longest list.
    pub(super) longest: u64,
}

impl Bulk {
    /// Of one value and all within it.
    pub(super) fn of(value: &Value) -> Self {
        let (within, longest) = match value {
            Value::List(items) => {
                (items.iter().map(Self::of).fold(Self::default(), Self::plus), items.len() as u64)
            }
            Value::Object(keys) => (keys.values().map(Self::of).fold(Self::default(), Self::plus), 0),
            _ => (Self::default(), 0),
        };
        within.plus(Self { values: 1, longest })
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { values: self.values + other.values, longest: self.longest.max(other.longest) }
    }

    /// Refuses what nobody needs to hand in at once.
    pub(super) fn check(self, limits: &Limits) -> Result<(), Refusal> {
        let (name, what, allowed, asked) = if self.longest > limits.input_list {
            ("inputList", "A list of the input has", limits.input_list, self.longest)
        } else if self.values > limits.input_values {
            ("inputValues", "The input holds", limits.input_values, self.values)
        } else {
            return Ok(());
        };
        let message = format!("{what} {asked} values; at most {allowed} are read.");
        Err(Refusal::new(Code::LimitExceeded, message).limit(name, allowed, asked))
    }
}
