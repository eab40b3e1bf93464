//! The story of where and when a meeting is held, step by step.

use async_graphql::{ID, Object};

use super::kinds::{MeetingFormat, ScheduleReason, ScheduleStepKind};
use crate::{
    graphql::{nouns, scalar::PartialDate},
    source::Sourced,
};

nouns! { ScheduleStep = schedule_step }

/// One step in the story of where and when a meeting is held.
#[Object]
impl ScheduleStep {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its number, from 1, without gaps.
    fn seq(&self) -> i32 {
        self.0.seq
    }

    /// What changed.
    fn kind(&self) -> ScheduleStepKind {
        self.0.kind.into()
    }

    /// When it was announced; null if no source says.
    fn announced_on(&self) -> Option<PartialDate> {
        self.0.announced_on.clone().map(PartialDate)
    }

    /// The first day it names.
    fn starts_on(&self) -> Option<PartialDate> {
        self.0.starts_on.clone().map(PartialDate)
    }

    /// The last day it names.
    fn ends_on(&self) -> Option<PartialDate> {
        self.0.ends_on.clone().map(PartialDate)
    }

    /// The building it names.
    fn venue(&self) -> Option<&str> {
        self.0.venue.as_deref()
    }

    /// The city it names.
    fn city(&self) -> Option<&str> {
        self.0.city.as_deref()
    }

    /// The state or region it names.
    fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The country it names, as printed.
    fn country(&self) -> Option<&str> {
        self.0.country.as_deref()
    }

    /// How people were to meet.
    fn format(&self) -> Option<MeetingFormat> {
        self.0.format.map(Into::into)
    }

    /// Why.
    fn reason(&self) -> Option<ScheduleReason> {
        self.0.reason.map(Into::into)
    }

    /// Why, in the words of the source or ours.
    fn reason_text(&self) -> Option<&str> {
        self.0.reason_text.as_deref()
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}
