//! What any record can carry: sources, organisations, people, topics, statements, counts and
//! references.

use entity::{
    citation, contribution, involvement, metric, organisation, person, reference, source, statement,
    summary::Status,
    topic,
    value::{Decimal, PartialDate},
};

use super::super::{
    link::To,
    reader::{Entries, Reader},
    record::{record, value},
};

value! {
    /// What stands behind a record.
    note Sourcing(To<source::Entity>) of sourcing as source_id
}

value! {
    /// What a record is about.
    note Tagging(To<topic::Entity>) of tagging as topic_id
}

record! {
    /// The part an organisation plays.
    note Involvement of involvement {
        organisation_id: To<organisation::Entity>,
        role: involvement::Role,
        note: Option<String>,
    }
}

record! {
    /// The part a person plays.
    note Contribution of contribution {
        person_id: To<person::Entity>,
        role: contribution::Role,
        credentials: Vec<String>,
        affiliations: Vec<String>,
        is_disputed: bool,
        note: Option<String>,
    }
    parts {
        sources: Vec<Sourcing>,
    }
}

record! {
    /// What a thing says of itself.
    note Statement of statement {
        kind: statement::Kind,
        rank: Option<statement::Rank>,
        heading: Option<String>,
        lead_in: Option<String>,
        verb: Option<String>,
        text: Option<String>,
        levels: Vec<organisation::Level>,
        as_of: Option<PartialDate>,
    }
    parts {
        metrics: Vec<Metric>,
        sources: Vec<Sourcing>,
    }
}

record! {
    /// A counted claim.
    note Metric of metric {
        name: String,
        value: Decimal,
        qualifier: metric::Qualifier,
        unit: Option<String>,
        period: Option<String>,
        as_of: Option<PartialDate>,
        note: Option<String>,
        is_preferred: bool,
    }
    parts {
        sources: Vec<Sourcing>,
    }
}

record! {
    /// Why a thing names a reference.
    note Citation of citation {
        reference_id: To<reference::Entity>,
        role: citation::Role,
    }
}

/// A highlight that readers may see says since when.
pub(super) fn published_says_since_when(status: Status, entries: Entries<'_>, reader: &mut Reader<'_>) {
    if status == Status::Published && !entries.has("published_at") {
        let line = entries.line_of("status");
        reader.under("published_at", |reader| {
            reader.tell(line, "is missing; what is published says since when, such as 2020-12-06T09:00:00Z");
        });
    }
}
