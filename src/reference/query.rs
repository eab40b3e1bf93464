//! Ways in to references.

use async_graphql::{Context, ID, OneofObject};
use entity::reference::Column;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::object::Reference;
use crate::graphql::{
    By, ById, BySlug, Desk, NodeId, Noun, Result, StringFilter, filter, roots,
    scalar::{Doi, Pmid},
    sorted,
};

/// Names one reference.
#[derive(Clone, Debug, OneofObject)]
pub enum ReferenceBy {
    /// Its id, as a field `id` answered it.
    Id(ID),
    /// Its name in addresses.
    Slug(String),
    /// Its DOI, without a resolver's address. Upper and lower case do not differ.
    Doi(Doi),
    /// Its number in `PubMed`.
    Pmid(Pmid),
}

impl By for ReferenceBy {
    type Noun = Reference;

    async fn find(self, ctx: &Context<'_>) -> Result<Option<Reference>> {
        let matching = match self {
            Self::Id(id) => {
                let id = NodeId::decode_as(&id, Reference::SUBJECT)?;
                return Ok(ctx.load::<ById<entity::reference::Entity>>(id).await?.map(Reference));
            }
            Self::Slug(slug) => {
                return Ok(ctx.load::<BySlug<entity::reference::Entity>>(slug).await?.map(Reference));
            }
            Self::Doi(Doi(doi)) => Column::Doi.eq(doi),
            Self::Pmid(Pmid(pmid)) => Column::Pmid.eq(pmid),
        };
        let found = entity::reference::Entity::find().filter(matching).order_by_asc(Column::Id);
        Ok(found.one(&ctx.question().db).await?.map(|row| Reference(row.into())))
    }
}

filter! {
    /// Which references.
    pub struct ReferenceWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its DOI, in lower case.
        doi: StringFilter = |filter, _| Ok(filter.on(Column::Doi));
        /// Its number in `PubMed`.
        pmid: StringFilter = |filter, _| Ok(filter.on(Column::Pmid));
    }
}

sorted! {
    /// What references are sorted by.
    ReferenceOrderField(reference, ReferenceWhere, Slug Asc) {
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    ReferenceQuery {
        /// One publication, such as `{doi: "10.1182/blood-2020-138680"}`.
        reference(ReferenceBy);
        /// The publications that are cited.
        references: Reference;
    }
}
