//! Where facts come from.

use entity::source;

use super::super::{
    record::{Noun, record},
    text::{Slug, Url},
};

record! {
    /// A page, a paper, a register.
    noun SourceRecord of source {
        slug: Slug,
        kind: source::Kind,
        title: String,
        url: Option<Url>,
        locator: Option<String>,
    }
}

impl Noun for SourceRecord {
    const FILE: &'static str = "sources.yaml";
}
