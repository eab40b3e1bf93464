//! The story of a trial, told from its lectures, its results and their papers.

use async_graphql::{Context, Enum, SimpleObject};
use futures_util::future::{try_join, try_join_all};
use uuid::Uuid;

use super::{
    loader::{LecturesOf, OutcomesOf},
    outcome::Outcome,
};
use crate::{
    graphql::{All, ById, Desk, Result, Whole, scalar::PartialDate},
    lecture::Lecture,
    meeting::Meeting,
    reference::Reference,
};

/// What happened to a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum)]
pub enum TrialEventKind {
    /// The data of a result were cut off.
    DataCutoff,
    /// It was presented at a meeting.
    Presented,
    /// Results were published.
    Published,
}

/// A point in the story of a trial.
#[derive(SimpleObject)]
pub struct TrialEvent {
    /// What happened.
    kind: TrialEventKind,
    /// When, as far as it is known.
    on: Option<PartialDate>,
    /// The meeting; null if it was not at one.
    meeting: Option<Meeting>,
    /// The lecture; null if there was none.
    lecture: Option<Lecture>,
    /// The paper; null if there is none.
    reference: Option<Reference>,
    /// The results of that point.
    outcomes: Vec<Outcome>,
}

pub(super) async fn timeline(ctx: &Context<'_>, trial: Uuid) -> Result<Vec<TrialEvent>> {
    let (lectures, outcomes) =
        try_join(ctx.load::<Whole<All<LecturesOf>>>(trial), ctx.load::<All<OutcomesOf>>(trial)).await?;
    let papers = papers(&outcomes);
    let (meetings, references) = try_join(
        try_join_all(
            lectures.iter().map(|row| ctx.load::<Whole<ById<entity::meeting::Entity>>>(row.meeting_id)),
        ),
        try_join_all(papers.iter().map(|id| ctx.load::<ById<entity::reference::Entity>>(*id))),
    )
    .await?;

    let mut events = cutoffs(&outcomes);
    for (lecture, meeting) in lectures.iter().zip(meetings) {
        let on =
            lecture.date.clone().or_else(|| meeting.as_ref().and_then(|meeting| meeting.starts_on.clone()));
        let shown =
            outcomes.iter().filter(|row| row.reference_id.is_none() && row.lecture_id == Some(lecture.id));
        events.push(TrialEvent {
            kind: TrialEventKind::Presented,
            on: on.map(PartialDate),
            meeting: meeting.map(Meeting),
            lecture: Some(Lecture(lecture.clone())),
            reference: None,
            outcomes: shown.cloned().map(Outcome).collect(),
        });
    }
    for reference in references.into_iter().flatten() {
        let published = outcomes.iter().filter(|row| row.reference_id == Some(reference.id));
        events.push(TrialEvent {
            kind: TrialEventKind::Published,
            on: reference.year.clone().map(PartialDate),
            meeting: None,
            lecture: None,
            outcomes: published.cloned().map(Outcome).collect(),
            reference: Some(Reference(reference)),
        });
    }
    events.sort_by_key(|event| (event.on.as_ref().map_or(i32::MAX, |on| on.0.sort_key()), event.kind));
    Ok(events)
}

/// The papers the results name, each once, in the order of the results.
fn papers(outcomes: &[std::sync::Arc<entity::outcome::Model>]) -> Vec<Uuid> {
    let mut papers = Vec::new();
    for paper in outcomes.iter().filter_map(|row| row.reference_id) {
        if !papers.contains(&paper) {
            papers.push(paper);
        }
    }
    papers
}

/// One event per date on which data were cut off.
fn cutoffs(outcomes: &[std::sync::Arc<entity::outcome::Model>]) -> Vec<TrialEvent> {
    let mut events: Vec<TrialEvent> = Vec::new();
    for row in outcomes {
        let Some(on) = row.data_cutoff.clone().map(PartialDate) else { continue };
        match events.iter_mut().find(|event| event.on.as_ref() == Some(&on)) {
            Some(event) => event.outcomes.push(Outcome(row.clone())),
            None => events.push(TrialEvent {
                kind: TrialEventKind::DataCutoff,
                on: Some(on),
                meeting: None,
                lecture: None,
                reference: None,
                outcomes: vec![Outcome(row.clone())],
            }),
        }
    }
    events
}
