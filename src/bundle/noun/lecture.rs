//! Lectures and the results they report.

use entity::{
    lecture, meeting, session, trial,
    value::{AbstractNumber, PartialDate},
};

use super::{
    super::{
        json::record_in_a_column,
        link::To,
        record::{Noun, record, value},
        text::{Doi, LocalTime, Slug},
    },
    attached::{Citation, Contribution, Metric, Sourcing, Tagging},
    outcome::Outcome,
};

record! {
    /// One talk or poster.
    noun LectureRecord of lecture {
        slug: Slug,
        meeting_id: To<meeting::Entity>,
        session_id: Option<To<session::Entity>>,
        title: String,
        title_kind: lecture::TitleKind,
        is_title_truncated: bool,
        abstract_number: Option<AbstractNumber>,
        kind: session::Kind,
        programme: Option<String>,
        date: Option<PartialDate>,
        starts_at: Option<LocalTime>,
        ends_at: Option<LocalTime>,
        press_briefing: Option<String>,
        doi: Option<Doi>,
        external_ids: Vec<lecture::ExternalId>,
        data_status: lecture::DataStatus,
        is_clinically_relevant: Option<bool>,
        is_on_demand: Option<bool>,
        completeness: lecture::Completeness,
        note: Option<String>,
    }
    derived {
        abstract_key = |lecture| lecture.abstract_number.as_ref().map(AbstractNumber::sort_key),
    }
    parts {
        trials: Vec<LectureTrial>,
        outcomes: Vec<Outcome>,
        people: Vec<Contribution>,
        topics: Vec<Tagging>,
        metrics: Vec<Metric>,
        references: Vec<Citation>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for LectureRecord {
    const FILE: &'static str = "lectures.yaml";
}

record_in_a_column! { lecture::ExternalId { scheme: String, value: String } }

value! {
    /// A trial that a lecture reports.
    part LectureTrial(To<trial::Entity>) of lecture_trial in lecture_id by position as trial_id
}
