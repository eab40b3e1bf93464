//! Organisations and the offices people hold in them.

use entity::{meeting, office, organisation, person, value::PartialDate};

use super::{
    super::{
        link::To,
        record::{Noun, record},
        text::{Slug, Url},
    },
    attached::{Involvement, Metric, Sourcing, Statement},
};

record! {
    /// A society, school, publisher or board.
    noun OrganisationRecord of organisation {
        slug: Slug,
        name: String,
        acronym: Option<String>,
        founded: Option<PartialDate>,
        is_not_for_profit: Option<bool>,
        level: Option<organisation::Level>,
        website: Option<Url>,
    }
    parts {
        offices: Vec<Office>,
        organisations: Vec<Involvement>,
        statements: Vec<Statement>,
        metrics: Vec<Metric>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for OrganisationRecord {
    const FILE: &'static str = "organisations.yaml";
}

record! {
    /// An office somebody holds.
    part Office of office in organisation_id by position {
        person_id: To<person::Entity>,
        role: office::Role,
        title: String,
        meeting_id: Option<To<meeting::Entity>>,
        held_from: Option<PartialDate>,
        held_until: Option<PartialDate>,
        as_of: Option<PartialDate>,
    }
    parts {
        sources: Vec<Sourcing>,
    }
}
