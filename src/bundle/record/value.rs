//! Records that are a single value.

/// Declares a part that is a single value: `note Tagging(To<topic::Entity>) of tagging as topic_id`.
///
/// - `note` belongs to a row of any table,
/// - `part ... in whole` to a row of one, and may have an order.
macro_rules! value {
    ($(#[$doc:meta])* note $name:ident($of:ty) of $table:ident as $column:ident) => {
        value! {
            @row place [subject: place.subject()?, subject_id: place.whole, position: place.position]
            $(#[$doc])* $name($of) of $table as $column
        }
        record! { @part $name of $table in subject_id by position }
    };
    ($(#[$doc:meta])* part $name:ident($of:ty) of $table:ident in $whole:ident by $order:ident as $column:ident) => {
        value! {
            @row place [$whole: place.whole, $order: place.position]
            $(#[$doc])* $name($of) of $table as $column
        }
        record! { @part $name of $table in $whole by $order }
    };
    ($(#[$doc:meta])* part $name:ident($of:ty) of $table:ident in $whole:ident as $column:ident) => {
        value! {
            @row place [$whole: place.whole]
            $(#[$doc])* $name($of) of $table as $column
        }
        record! { @part $name of $table in $whole by $whole }
    };
    (
        @row $place:ident [$($placed:tt)*]
        $(#[$doc:meta])* $name:ident($of:ty) of $table:ident as $column:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub(in $crate::bundle) struct $name(pub $of);

        impl $crate::bundle::field::Field for $name {
            fn read(
                node: &$crate::bundle::node::Node<'_>,
                reader: &mut $crate::bundle::reader::Reader<'_>,
            ) -> Option<Self> {
                $crate::bundle::field::Field::read(node, reader).map(Self)
            }

            fn node(&self) -> $crate::bundle::node::Node<'_> {
                $crate::bundle::field::Field::node(&self.0)
            }

            fn links<'r>(&'r mut self, found: &mut Vec<&'r mut $crate::bundle::link::Link>) {
                $crate::bundle::field::Field::links(&mut self.0, found);
            }

            fn mention(&self) -> Option<&str> {
                $crate::bundle::field::Field::mention(&self.0)
            }
        }

        impl $crate::bundle::record::Row for $name {
            type Entity = entity::$table::Entity;

            const TABLE: &'static str = stringify!($table);

            fn row(&self, $place: &$crate::bundle::record::Place) -> Result<entity::$table::Model, sea_orm::DbErr> {
                Ok(entity::$table::Model {
                    $column: $crate::bundle::field::Stored::to_column(&self.0),
                    $($placed)*
                })
            }

            fn id(_row: &entity::$table::Model) -> uuid::Uuid {
                uuid::Uuid::nil()
            }

            fn from_row(row: entity::$table::Model) -> Self {
                Self($crate::bundle::field::Stored::from_column(row.$column))
            }
        }
    };
}

pub(in crate::bundle) use value;
