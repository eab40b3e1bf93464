//! Closed sets: enums whose members the trade has settled. Stored as snake-case text, so that
//! a table can be read by eye.

/// Declares a closed set with everything a column and a JSON list need. The first member stands in
/// a row whose column was not read.
macro_rules! closed_set {
    ($(#[$meta:meta])* pub enum $name:ident {
        $(#[$first_doc:meta])* $first:ident $(, $(#[$doc:meta])* $variant:ident)* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord,
            sea_orm::EnumIter, sea_orm::DeriveActiveEnum, serde::Serialize, serde::Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            #[default]
            $(#[$first_doc])* $first,
            $($(#[$doc])* $variant,)*
        }
    };
}

pub(crate) use closed_set;
