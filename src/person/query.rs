//! Ways in to people.

use async_graphql::{Context, ID, OneofObject};
use entity::person::Column;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::object::Person;
use crate::graphql::{
    By, ById, BySlug, Desk, NodeId, Noun, Result, StringFilter, filter, roots, scalar::Orcid, sorted,
};

/// Names one person.
#[derive(Clone, Debug, OneofObject)]
pub enum PersonBy {
    /// Their id, as a field `id` answered it.
    Id(ID),
    /// Their name in addresses.
    Slug(String),
    /// Their ORCID.
    Orcid(Orcid),
}

impl By for PersonBy {
    type Noun = Person;

    async fn find(self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let row = match self {
            Self::Id(id) => {
                ctx.load::<ById<entity::person::Entity>>(NodeId::decode_as(&id, Person::SUBJECT)?).await?
            }
            Self::Slug(slug) => ctx.load::<BySlug<entity::person::Entity>>(slug).await?,
            Self::Orcid(Orcid(orcid)) => {
                let question = ctx.question();
                let found =
                    entity::person::Entity::find().filter(Column::Orcid.eq(orcid)).one(&question.db).await?;
                found.map(Into::into)
            }
        };
        Ok(row.map(Person))
    }
}

filter! {
    /// Which people.
    pub struct PersonWhere {
        /// Their name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Their name in its sortable form: family name first, lower case, without accents.
        sort_key: StringFilter = |filter, _| Ok(filter.on(Column::SortKey));
        /// Their ORCID.
        orcid: StringFilter = |filter, _| Ok(filter.on(Column::Orcid));
    }
}

sorted! {
    /// What people are sorted by.
    PersonOrderField(person, PersonWhere, Name Asc) {
        /// By family name.
        Name = SortKey;
    }
}

roots! {
    PersonQuery {
        /// One person.
        person(PersonBy);
        /// All people, by family name.
        people: Person;
    }
}
