//! A clinical trial or registry, followed over every congress and paper that reports it.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::List};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trial")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub acronym: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub title: Option<String>,
    pub phase: Phase,
    pub aliases: List<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// The phase of a trial.
    pub enum Phase { Phase1, Phase1a, Phase1b, Phase1b2, Phase12, Phase2, Phase23, Phase3, Phase4, Observational, Registry, Preclinical, NotApplicable, Unknown }
}
