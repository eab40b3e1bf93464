//! Meetings: their series, their schedule and their sessions.

use entity::{
    meeting, meeting_series, schedule_step, session,
    value::{Decimal, PartialDate},
    writer,
};

use super::{
    super::{
        link::To,
        reader::{Entries, Reader},
        record::{Noun, record, value},
        schedule,
        text::{LocalTime, Slug, TimeZone},
    },
    attached::{Citation, Contribution, Involvement, Metric, Sourcing, Statement, Tagging},
};

record! {
    /// What recurs.
    noun SeriesRecord of meeting_series {
        slug: Slug,
        name: String,
        kind: meeting_series::Kind,
        periodicity: Option<String>,
        duration_days_min: Option<Decimal>,
        duration_days_max: Option<Decimal>,
        duration_printed: Option<String>,
        is_single_theme: Option<bool>,
        participants_min: Option<i32>,
        participants_max: Option<i32>,
        audience: Vec<meeting_series::TrainingStage>,
        is_audience_printed_empty: bool,
        scope: Vec<meeting_series::ResearchScope>,
        knowledge: Vec<meeting_series::Knowledge>,
        features: Vec<meeting_series::Feature>,
        session_kinds: Vec<session::Kind>,
    }
    parts {
        organisations: Vec<Involvement>,
        statements: Vec<Statement>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for SeriesRecord {
    const FILE: &'static str = "meeting-series.yaml";
}

record! {
    /// One edition.
    noun MeetingRecord of meeting {
        slug: Slug,
        name: String,
        series_id: Option<To<meeting_series::Entity>>,
        ordinal: Option<i32>,
        short_name: Option<String>,
        hashtag: Option<String>,
        theme: Option<String>,
        status: meeting::Status,
        time_zone: Option<TimeZone>,
        talks_available_from: Option<PartialDate>,
        on_demand_from: Option<PartialDate>,
        is_registration_free: Option<bool>,
        are_fees_refunded: Option<bool>,
        platform: Option<String>,
        platform_purposes: Vec<meeting::PlatformPurpose>,
    }
    derived {
        format = |meeting| schedule::standing(&meeting.schedule).format,
        starts_on = |meeting| schedule::standing(&meeting.schedule).starts_on,
        starts_on_key = |meeting| schedule::standing(&meeting.schedule).starts_on.map(|date| date.sort_key()),
        ends_on = |meeting| schedule::standing(&meeting.schedule).ends_on,
        venue = |meeting| schedule::standing(&meeting.schedule).place.venue,
        city = |meeting| schedule::standing(&meeting.schedule).place.city,
        region = |meeting| schedule::standing(&meeting.schedule).place.region,
        country = |meeting| schedule::standing(&meeting.schedule).place.country,
    }
    parts {
        writers: Vec<MeetingWriter>,
        schedule: Vec<Step>,
        organisations: Vec<Involvement>,
        people: Vec<Contribution>,
        topics: Vec<Tagging>,
        statements: Vec<Statement>,
        metrics: Vec<Metric>,
        references: Vec<Citation>,
        sources: Vec<Sourcing>,
    }
    rules has_a_schedule;
}

impl Noun for MeetingRecord {
    const FILE: &'static str = "meetings.yaml";
}

value! {
    /// Who covers a meeting.
    part MeetingWriter(To<writer::Entity>) of meeting_writer in meeting_id by position as writer_id
}

record! {
    /// A step in the story of where and when a meeting is held.
    part Step of schedule_step in meeting_id by seq {
        kind: schedule_step::Kind,
        announced_on: Option<PartialDate>,
        starts_on: Option<PartialDate>,
        ends_on: Option<PartialDate>,
        venue: Option<String>,
        city: Option<String>,
        region: Option<String>,
        country: Option<String>,
        format: Option<meeting::Format>,
        reason: Option<schedule_step::Reason>,
        reason_text: Option<String>,
    }
    parts {
        sources: Vec<Sourcing>,
    }
    rules ends_after_it_starts;
}

fn has_a_schedule(_meeting: &MeetingRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    if !entries.has("schedule") {
        reader.under("schedule", |reader| {
            reader.tell(entries.line, "is missing; a meeting has at least the step that announced it");
        });
    }
}

fn ends_after_it_starts(step: &Step, entries: Entries<'_>, reader: &mut Reader<'_>) {
    if let (Some(start), Some(end)) = (&step.starts_on, &step.ends_on)
        && end.sort_key() < start.sort_key()
        && end.as_str().len() == start.as_str().len()
    {
        let line = entries.line_of("ends_on");
        reader.under("ends_on", |reader| {
            reader.tell(line, format!("“{end}” comes before the start, “{start}”"));
        });
    }
}

record! {
    /// A block of the programme.
    noun SessionRecord of session {
        slug: Slug,
        meeting_id: To<meeting::Entity>,
        position: i32,
        kind: session::Kind,
        printed_kind: Option<String>,
        code: Option<String>,
        name: String,
        programme: Option<String>,
        date: Option<PartialDate>,
        starts_at: Option<LocalTime>,
        ends_at: Option<LocalTime>,
        time_zone: Option<TimeZone>,
        is_parallel: bool,
        is_thematic: bool,
    }
    parts {
        people: Vec<Contribution>,
        topics: Vec<Tagging>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for SessionRecord {
    const FILE: &'static str = "sessions.yaml";
}
