//! The number under which a register knows a trial. A trial may have several.

use sea_orm::entity::prelude::*;

use crate::closed::closed_set;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trial_registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub trial_id: Uuid,
    pub registry: Registry,
    pub number: String,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// The register.
    pub enum Registry { ClinicalTrialsGov, EudraCt, EuCt, Isrctn }
}
