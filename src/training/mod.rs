//! Training tools: handbooks, curricula, webcasts and other things to learn from outside a meeting.

mod object;

pub use object::{TrainingQuery, TrainingTool};
