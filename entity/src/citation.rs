//! Why a thing names a reference: it is its abstract, its later publication, a work it cites.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "citation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reference_id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub role: Role,
    pub position: i32,

    #[sea_orm(belongs_to, from = "reference_id", to = "id")]
    pub reference: BelongsTo<super::reference::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What the reference is to the thing.
    pub enum Role { Abstract, LaterPublication, Cited, Coverage }
}
