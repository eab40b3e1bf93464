//! Records with fields.

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
                $(field::give($field.as_ref(), stringify!($table), entries, reader);)*
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
                    tx: &$crate::database::Transaction,
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

pub(in crate::bundle) use record;
