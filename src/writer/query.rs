//! Ways in to writers.

use entity::writer::Column;

use super::object::Writer;
use crate::graphql::{StringFilter, by_id_or_slug, filter, roots, sorted};

by_id_or_slug! {
    /// Names one writer.
    WriterBy = Writer
}

filter! {
    /// Which writers.
    pub struct WriterWhere {
        /// Their name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
    }
}

sorted! {
    /// What writers are sorted by.
    WriterOrderField(writer, WriterWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    WriterQuery {
        /// One medical writer.
        writer(WriterBy);
        /// The medical writers.
        writers: Writer;
    }
}
