//! What organisations, meetings and others say of themselves, and what is counted of them. Each
//! claim names its sources; claims that disagree stand side by side.

mod object;

pub use object::{
    Claims, GeographicLevel, Metric, MetricQualifier, Statement, StatementKind, StatementRank, StatementsOf,
};
