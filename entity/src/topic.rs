//! What things are about: a disease, a drug, a gene, a subject. Topics form a hierarchy and
//! know the other spellings of their name.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::List};

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "topic")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    pub name: String,
    pub synonyms: List<String>,
    pub codes: List<Code>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A code in somebody's classification.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Code {
    pub system: String,
    pub code: String,
}

closed_set! {
    /// What sort of topic.
    pub enum Kind { Disease, Drug, Gene, Subject }
}
