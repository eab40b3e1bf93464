//! Small records that lie in a column of their row.

/// Gives a type of a column its place in the format.
macro_rules! record_in_a_column {
    ($type:ty { $($field:ident: $of:ty),+ $(,)? }) => {
        impl $crate::bundle::field::Field for $type {
            fn read(
                node: &$crate::bundle::node::Node<'_>,
                reader: &mut $crate::bundle::reader::Reader<'_>,
            ) -> Option<Self> {
                let faults = reader.faults();
                let entries = reader.entries(node, &[$(stringify!($field)),+])?;
                $(let $field = $crate::bundle::field::read::<$of>(entries, stringify!($field), reader);)+
                let record = Self { $($field: $field?),+ };
                (reader.faults() == faults).then_some(record)
            }

            fn node(&self) -> $crate::bundle::node::Node<'_> {
                let mut entries = Vec::new();
                $($crate::bundle::field::write(&mut entries, stringify!($field), &self.$field);)+
                $crate::bundle::node::Node::map(entries)
            }
        }
    };
}

pub(super) use record_in_a_column;
