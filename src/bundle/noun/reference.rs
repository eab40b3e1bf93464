//! What has been published.

use entity::{reference, value::PartialDate};

use super::{
    super::{
        record::{Noun, record},
        text::{Doi, Pmcid, Pmid, Slug, Url},
    },
    attached::Sourcing,
};

record! {
    /// A paper, an abstract in a supplement, a chapter.
    noun ReferenceRecord of reference {
        slug: Slug,
        kind: reference::Kind,
        title: Option<String>,
        container: Option<String>,
        year: Option<PartialDate>,
        volume: Option<String>,
        issue: Option<String>,
        pages: Option<String>,
        printed: Option<String>,
        doi: Option<Doi>,
        pmid: Option<Pmid>,
        pmcid: Option<Pmcid>,
        url: Option<Url>,
    }
    parts {
        sources: Vec<Sourcing>,
    }
}

impl Noun for ReferenceRecord {
    const FILE: &'static str = "references.yaml";
}
