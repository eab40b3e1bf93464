//! What a record is: fields that are columns of its row, parts that are rows of other tables.
//! One declaration of a noun gives reading, writing, storing and loading. A column that is new in
//! a table has to be named in its record, or the program does not compile.

use std::collections::HashMap;

use entity::subject::Subject;
use sea_orm::{ActiveEnum, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::{field::Field, parts::Change};

/// A record with a row of its own.
pub(super) trait Row: Field + Send + Sync + 'static {
    type Entity: EntityTrait<Model: IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>>;

    /// The name of its table.
    const TABLE: &'static str;

    /// Its row, without its parts.
    fn row(&self, place: &Place) -> Result<<Self::Entity as EntityTrait>::Model, DbErr>;

    /// The id of a row; a row that only joins two others has none.
    fn id(row: &<Self::Entity as EntityTrait>::Model) -> Uuid;

    /// The record of a row, still without its parts, its links by id.
    fn from_row(row: <Self::Entity as EntityTrait>::Model) -> Self;

    /// Loads the parts of many records.
    fn load_parts(
        _tx: &DatabaseTransaction,
        _records: &mut [(Uuid, Self)],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Adds the parts of many records.
    fn add_parts(
        _change: &mut Change<'_>,
        _records: &[(Uuid, &Self)],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Takes the parts of many records away.
    fn take_parts(
        _change: &mut Change<'_>,
        _wholes: &[Uuid],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Takes away what no record holds any more.
    fn sweep_parts(_change: &mut Change<'_>) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }
}

/// A record that is part of another.
pub(super) trait Part: Row {
    /// The column that names the whole.
    fn whole() -> <Self::Entity as EntityTrait>::Column;

    /// The column that keeps the order.
    fn order() -> <Self::Entity as EntityTrait>::Column;

    /// The whole of a row.
    fn whole_of(row: &<Self::Entity as EntityTrait>::Model) -> Uuid;
}

/// A record with a file of its own, or a page of one.
pub(super) trait Noun: Row + PartialEq {
    /// The file of all its records.
    const FILE: &'static str;

    /// Leaves out what the database does not keep.
    fn tidy(&mut self) {}

    /// Frees the parts of records that are about to be written anew from what points to them.
    fn loosen(
        _tx: &DatabaseTransaction,
        _changed: &[Uuid],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// The slug that names it for ever.
    fn name(&self) -> &str {
        self.slug().unwrap_or_default()
    }
}

/// Where a row belongs.
pub(super) struct Place {
    pub id: Uuid,
    /// The id of what it is part of.
    pub whole: Uuid,
    /// The table of what it is part of.
    pub table: &'static str,
    pub position: i32,
}

impl Place {
    /// What sort of thing it is part of, where tables share their parts.
    pub(super) fn subject(&self) -> Result<Subject, DbErr> {
        Subject::try_from_value(&self.table.to_owned())
    }
}

/// A field that holds parts: a list of them, or one that may be there.
pub(super) trait Parts: Field {
    type Part: Part;

    fn all(&self) -> &[Self::Part];

    fn gathered(parts: Vec<Self::Part>) -> Self;
}

impl<P: Part> Parts for Vec<P> {
    type Part = P;

    fn all(&self) -> &[P] {
        self
    }

    fn gathered(parts: Vec<P>) -> Self {
        parts
    }
}

impl<P: Part> Parts for Option<P> {
    type Part = P;

    fn all(&self) -> &[P] {
        self.as_slice()
    }

    fn gathered(parts: Vec<P>) -> Self {
        parts.into_iter().next()
    }
}

/// The whole of a row whose column allows for none.
pub(super) fn whole(id: impl Into<Option<Uuid>>) -> Uuid {
    id.into().unwrap_or_default()
}

/// Works out a value from a record.
pub(super) fn derive<R, T>(record: &R, value: impl FnOnce(&R) -> T) -> T {
    value(record)
}

/// Hands the parts of many wholes to them.
pub(super) fn hand_out<R, C: Parts>(
    records: &mut [(Uuid, R)],
    mut parts: HashMap<Uuid, Vec<C::Part>>,
    field: impl Fn(&mut R) -> &mut C,
) {
    for (id, record) in records {
        *field(record) = C::gathered(parts.remove(id).unwrap_or_default());
    }
}

/// Declares a record.
///
/// - `noun Name of table` is a noun with a slug,
/// - `part Name of table in whole by order` belongs to a row of one table,
/// - `note Name of table` belongs to a row of any table.
///
/// The fields are columns of the same name. `derived` gives the columns that follow from the
/// others, `parts` what lies in other tables, `rules` what holds between fields.
macro_rules! record {
    ($(#[$doc:meta])* noun $name:ident of $table:ident $($rest:tt)*) => {
        record! { @row place [id: place.id] $(#[$doc])* $name of $table $($rest)* }
    };
    ($(#[$doc:meta])* part $name:ident of $table:ident in $whole:ident by $order:ident $($rest:tt)*) => {
        record! {
            @row place [id: place.id, $whole: place.whole.into(), $order: place.position]
            $(#[$doc])* $name of $table $($rest)*
        }
        record! { @part $name of $table in $whole by $order }
    };
    ($(#[$doc:meta])* note $name:ident of $table:ident $($rest:tt)*) => {
        record! {
            @row place
            [id: place.id, subject: place.subject()?, subject_id: place.whole, position: place.position]
            $(#[$doc])* $name of $table $($rest)*
        }
        record! { @part $name of $table in subject_id by position }
    };
    (@part $name:ident of $table:ident in $whole:ident by $order:ident) => {
        impl $crate::bundle::record::Part for $name {
            fn whole() -> entity::$table::Column {
                entity::$table::COLUMN.$whole.0
            }

            fn order() -> entity::$table::Column {
                entity::$table::COLUMN.$order.0
            }

            fn whole_of(row: &entity::$table::Model) -> uuid::Uuid {
                $crate::bundle::record::whole(row.$whole)
            }
        }
    };
    (
        @row $place:ident [$($placed:tt)*]
        $(#[$doc:meta])* $name:ident of $table:ident { $($field:ident: $type:ty,)* }
        $(derived { $($derived:ident = $value:expr,)* })?
        $(parts { $($part:ident: $parts:ty,)* })?
        $(rules $rules:path;)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub(in $crate::bundle) struct $name {
            $(pub $field: $type,)*
            $($(pub $part: $parts,)*)?
        }

        impl $name {
            const KEYS: &'static [&'static str] = &[$(stringify!($field),)* $($(stringify!($part),)*)?];
        }

        impl $crate::bundle::field::Field for $name {
            fn read(
                node: &$crate::bundle::node::Node<'_>,
                reader: &mut $crate::bundle::reader::Reader<'_>,
            ) -> Option<Self> {
                use $crate::bundle::field;
                let known: Vec<_> = Self::KEYS.iter().map(|column| field::key(column)).collect();
                let faults = reader.faults();
                let entries = reader.entries(node, &known)?;
                $(let $field = field::read(entries, field::key(stringify!($field)), reader);)*
                $($(let $part = field::read(entries, stringify!($part), reader);)*)?
                $(field::give(&$field, stringify!($table), entries, reader);)*
                let record = Self { $($field: $field?,)* $($($part: $part?,)*)? };
                $($rules(&record, entries, reader);)?
                (reader.faults() == faults).then_some(record)
            }

            fn node(&self) -> $crate::bundle::node::Node<'_> {
                let mut entries = Vec::with_capacity(Self::KEYS.len());
                $($crate::bundle::field::write(&mut entries, stringify!($field), &self.$field);)*
                $($($crate::bundle::field::write(&mut entries, stringify!($part), &self.$part);)*)?
                $crate::bundle::node::Node::map(entries)
            }

            fn links<'r>(&'r mut self, found: &mut Vec<&'r mut $crate::bundle::link::Link>) {
                $($crate::bundle::field::Field::links(&mut self.$field, found);)*
                $($($crate::bundle::field::Field::links(&mut self.$part, found);)*)?
            }

            fn slug(&self) -> Option<&str> {
                None$(.or($crate::bundle::field::Field::slug(&self.$field)))*
            }
        }

        impl $crate::bundle::record::Row for $name {
            type Entity = entity::$table::Entity;

            const TABLE: &'static str = stringify!($table);

            fn row(&self, $place: &$crate::bundle::record::Place) -> Result<entity::$table::Model, sea_orm::DbErr> {
                Ok(entity::$table::Model {
                    $($placed)*,
                    $($field: $crate::bundle::field::Stored::to_column(&self.$field),)*
                    $($($derived: $crate::bundle::record::derive(self, $value),)*)?
                })
            }

            fn id(row: &entity::$table::Model) -> uuid::Uuid {
                row.id
            }

            fn from_row(row: entity::$table::Model) -> Self {
                Self {
                    $($field: $crate::bundle::field::Stored::from_column(row.$field),)*
                    $($($part: $crate::bundle::record::Parts::gathered(Vec::new()),)*)?
                }
            }

            $(
                async fn load_parts(
                    tx: &sea_orm::DatabaseTransaction,
                    records: &mut [(uuid::Uuid, Self)],
                ) -> Result<(), sea_orm::DbErr> {
                    use $crate::bundle::{parts, record};
                    let wholes: Vec<uuid::Uuid> = records.iter().map(|(id, _)| *id).collect();
                    $(
                        let found = parts::load::<<$parts as record::Parts>::Part>(tx, &wholes).await?;
                        record::hand_out(records, found, |record| &mut record.$part);
                    )*
                    Ok(())
                }

                async fn add_parts(
                    change: &mut $crate::bundle::parts::Change<'_>,
                    records: &[(uuid::Uuid, &Self)],
                ) -> Result<(), sea_orm::DbErr> {
                    use $crate::bundle::{parts, record::Parts};
                    $(
                        let all: Vec<_> =
                            records.iter().map(|(id, record)| (*id, Parts::all(&record.$part))).collect();
                        parts::add(change, Self::TABLE, &all).await?;
                    )*
                    Ok(())
                }

                async fn take_parts(
                    change: &mut $crate::bundle::parts::Change<'_>,
                    wholes: &[uuid::Uuid],
                ) -> Result<(), sea_orm::DbErr> {
                    use $crate::bundle::{parts, record};
                    $(parts::take::<<$parts as record::Parts>::Part>(change, wholes).await?;)*
                    Ok(())
                }

                async fn sweep_parts(change: &mut $crate::bundle::parts::Change<'_>) -> Result<(), sea_orm::DbErr> {
                    use $crate::bundle::{parts, record};
                    $(parts::sweep::<<$parts as record::Parts>::Part>(change).await?;)*
                    Ok(())
                }
            )?
        }
    };
}

pub(super) use record;

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

pub(super) use value;
