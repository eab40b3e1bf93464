//! Ways in from the root, the same for every noun: one by a key, and the list of all.

use async_graphql::Context;

use super::fault::Result;

/// A key that identifies one noun: what a client writes in `by`.
pub trait By: Send {
    /// What it finds.
    type Noun;

    /// The one it names, if the reader may see it.
    fn find(self, ctx: &Context<'_>) -> impl Future<Output = Result<Option<Self::Noun>>> + Send;
}

/// Declares a key of a noun that is known by id or slug.
macro_rules! by_id_or_slug {
    ($(#[$meta:meta])* $by:ident = $noun:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, async_graphql::OneofObject)]
        pub enum $by {
            /// Its id, as a field `id` answered it.
            Id(async_graphql::ID),
            /// Its name in addresses.
            Slug(String),
        }

        impl $crate::graphql::By for $by {
            type Noun = $noun;

            async fn find(self, ctx: &async_graphql::Context<'_>) -> $crate::graphql::Result<Option<$noun>> {
                use $crate::graphql::{ById, BySlug, Desk, Noun, NodeId};

                let row = match self {
                    Self::Id(id) => {
                        let id = NodeId::decode_as(&id, $noun::SUBJECT)?;
                        ctx.load::<ById<<$noun as Noun>::Entity>>(id).await?
                    }
                    Self::Slug(slug) => ctx.load::<BySlug<<$noun as Noun>::Entity>>(slug).await?,
                };
                Ok(row.map($noun::from))
            }
        }
    };
}

/// Declares fields that several nouns share, to be flattened into each. The type carries the noun,
/// so that the registry builds it once per noun: a shared one would still be empty when a noun it
/// leads to comes to flatten it.
macro_rules! flattened {
    ($name:ident) => {
        impl<T> $name<T> {
            /// Of a row.
            pub(crate) fn of(id: uuid::Uuid) -> Self {
                Self(id, std::marker::PhantomData)
            }
        }

        impl<T: async_graphql::OutputType> async_graphql::TypeName for $name<T> {
            fn type_name() -> std::borrow::Cow<'static, str> {
                format!("{}{}", T::type_name(), stringify!($name)).into()
            }
        }
    };
}

/// Declares the ways in to a noun: `meeting(by:)` and `meetings(first: ...)`, or the list alone. A list that is not for
/// everybody says `as Option<Result<...>>`.
macro_rules! roots {
    ($query:ident { $(#[$many_doc:meta])* $many:ident: $noun:ident as $answer:ty; }) => {
        $crate::graphql::roots! { @ $query [] $(#[$many_doc])* $many: $noun as $answer }
    };
    ($query:ident { $(#[$one_doc:meta])* $one:ident($by:ty); $(#[$many_doc:meta])* $many:ident: $noun:ident; }) => {
        $crate::graphql::roots! {
            @ $query [$(#[$one_doc])* $one($by)]
            $(#[$many_doc])* $many: $noun as $crate::graphql::Result<$crate::graphql::Connection<$noun>>
        }
    };
    ($query:ident {
        $(#[$one_doc:meta])* $one:ident($by:ty);
        $(#[$many_doc:meta])* $many:ident: $noun:ident as $answer:ty;
    }) => {
        $crate::graphql::roots! {
            @ $query [$(#[$one_doc])* $one($by)] $(#[$many_doc])* $many: $noun as $answer
        }
    };
    (
        @ $query:ident [$($(#[$one_doc:meta])* $one:ident($by:ty))?]
        $(#[$many_doc:meta])* $many:ident: $noun:ident as $answer:ty
    ) => {
        #[doc = concat!("The ways in to `", stringify!($noun), "`.")]
        #[derive(Default)]
        pub struct $query;

        #[async_graphql::Object]
        impl $query {
            $($(#[$one_doc])*
            async fn $one(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "The key that names it.")] by: $by,
            ) -> Option<$crate::graphql::Result<$noun>> {
                $crate::graphql::By::find(by, ctx).await.transpose()
            })?

            $(#[$many_doc])*
            #[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
            async fn $many(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "How many from the start, at most 100; 20 if nothing is said.")] first: Option<i32>,
                #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
                #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
                #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
                #[graphql(name = "where", desc = "Only what fits.")]
                filter: Option<<<$noun as $crate::graphql::Noun>::Entity as $crate::graphql::Listed>::Where>,
                #[graphql(desc = "What to sort by, the weightiest first.")]
                order_by: Option<Vec<$crate::graphql::OrderOf<$noun>>>,
            ) -> $answer {
                let input = $crate::graphql::input(first, after, last, before, filter, order_by);
                $crate::graphql::Connection::of_all(ctx, input).await.into()
            }
        }
    };
}

/// Declares what a noun is sorted by: the enum of the contract, the columns behind it, and the
/// order when nobody says. `always` marks a column that a readable row is never without.
macro_rules! sorted {
    (
        $(#[$meta:meta])*
        $field:ident($table:ident, $filter:ident, $first:ident $way:ident $(, $next:ident $next_way:ident)*) {
            $($(#[$doc:meta])* $variant:ident = $column:ident $($always:ident)?;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $field {
            $($(#[$doc])* $variant,)+
        }

        impl $crate::graphql::Sortable<entity::$table::Entity> for $field {
            fn column(self) -> entity::$table::Column {
                match self {
                    $(Self::$variant => entity::$table::Column::$column,)+
                }
            }

            fn may_be_missing(self) -> bool {
                use sea_orm::ColumnTrait;

                let is_always_there = match self {
                    $(Self::$variant => stringify!($($always)?) == "always",)+
                };
                self.column().def().is_null() && !is_always_there
            }
        }

        impl $crate::graphql::Listed for entity::$table::Entity {
            type Where = $filter;
            type Field = $field;

            const ORDER: &'static [($field, $crate::graphql::Direction)] = &[
                ($field::$first, $crate::graphql::Direction::$way),
                $(($field::$next, $crate::graphql::Direction::$next_way),)*
            ];
        }
    };
}

pub(crate) use {by_id_or_slug, flattened, roots, sorted};
