//! Ways in to organisations.

use entity::organisation::Column;

use super::object::Organisation;
use crate::graphql::{StringFilter, by_id_or_slug, filter, roots, sorted};

by_id_or_slug! {
    /// Names one organisation.
    OrganisationBy = Organisation
}

filter! {
    /// Which organisations.
    pub struct OrganisationWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its full name.
        name: StringFilter = |filter, _| Ok(filter.on(Column::Name));
    }
}

sorted! {
    /// What organisations are sorted by.
    OrganisationOrderField(organisation, OrganisationWhere, Name Asc) {
        /// By full name.
        Name = Name;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    OrganisationQuery {
        /// One organisation, such as `{slug: "esh"}`.
        organisation(OrganisationBy);
        /// All organisations, by name.
        organisations: Organisation;
    }
}
