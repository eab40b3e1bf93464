use entity::source;

use super::object::{Source, SourceKind};
use crate::graphql::{EnumFilter, StringFilter, by_id_or_slug, filter, roots, sorted};

by_id_or_slug! {
    /// Names one source.
    SourceBy = Source
}

filter! {
    /// Which sources.
    pub struct SourceWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(source::Column::Slug));
        /// What sort of document.
        kind: EnumFilter<SourceKind> = |filter, _| Ok(filter.on::<source::Kind>(source::Column::Kind));
    }
}

sorted! {
    /// What sources are sorted by.
    SourceOrderField(source, SourceWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    SourceQuery {
        /// One source.
        source(SourceBy);
        /// The documents that facts come from, by name.
        sources: Source;
    }
}
