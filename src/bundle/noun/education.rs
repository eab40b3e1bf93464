//! What is there to learn from outside the meetings.

use entity::{
    accreditation_scheme, executive_message, meeting, organisation, training_tool, value::PartialDate, video,
};

use super::{
    super::{
        json::record_in_a_column,
        link::To,
        record::{Noun, record},
        text::{Slug, Url},
    },
    attached::{Contribution, Involvement, Metric, Sourcing, Statement, Tagging},
};

record! {
    /// A film or a recording.
    noun VideoRecord of video {
        slug: Slug,
        title: String,
        kind: video::Kind,
        extract_of: Option<String>,
        copyright_year: Option<PartialDate>,
        url: Option<Url>,
        duration_seconds: Option<i32>,
    }
    parts {
        organisations: Vec<Involvement>,
        people: Vec<Contribution>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for VideoRecord {
    const FILE: &'static str = "videos.yaml";
}

record! {
    /// Words from the executives of an organisation.
    noun MessageRecord of executive_message {
        slug: Slug,
        organisation_id: To<organisation::Entity>,
        title: String,
        programme_year: Option<PartialDate>,
        programme_purposes: Vec<executive_message::ProgrammePurpose>,
        video_id: Option<To<video::Entity>>,
    }
    parts {
        people: Vec<Contribution>,
        statements: Vec<Statement>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for MessageRecord {
    const FILE: &'static str = "executive-messages.yaml";
}

record! {
    /// A handbook, a curriculum, a webcast.
    noun ToolRecord of training_tool {
        slug: Slug,
        kind: training_tool::Kind,
        title: String,
        edition: Option<String>,
        first_edition: Option<PartialDate>,
        is_free: Option<bool>,
        has_quiz: Option<bool>,
        available_from: Option<PartialDate>,
        available_until: Option<PartialDate>,
        url: Option<Url>,
        reach: Option<organisation::Level>,
        audience: Vec<training_tool::Audience>,
        meeting_id: Option<To<meeting::Entity>>,
        note: Option<String>,
    }
    parts {
        organisations: Vec<Involvement>,
        people: Vec<Contribution>,
        topics: Vec<Tagging>,
        metrics: Vec<Metric>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for ToolRecord {
    const FILE: &'static str = "training-tools.yaml";
}

record! {
    /// A system that accredits continuing education.
    noun SchemeRecord of accreditation_scheme {
        slug: Slug,
        name: String,
        level: Option<organisation::Level>,
        started: Option<PartialDate>,
        ended: Option<PartialDate>,
        grant_number: Option<String>,
        quality_measures: Vec<accreditation_scheme::QualityMeasure>,
    }
    parts {
        organisations: Vec<Involvement>,
        statements: Vec<Statement>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for SchemeRecord {
    const FILE: &'static str = "accreditation-schemes.yaml";
}

record_in_a_column! {
    accreditation_scheme::QualityMeasure {
        kind: accreditation_scheme::QualityKind,
        timing: accreditation_scheme::Timing,
        text: String,
    }
}
