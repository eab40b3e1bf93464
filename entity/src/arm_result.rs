//! What one arm showed for one outcome.

use sea_orm::entity::prelude::*;

use crate::value::Decimal;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arm_result")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub outcome_id: Uuid,
    pub position: i32,
    pub arm: String,
    pub arm_id: Option<Uuid>,
    pub size: Option<i32>,
    pub evaluable: Option<i32>,
    pub events: Option<i32>,
    pub percent: Option<Decimal>,
    pub value: Option<Decimal>,
    pub interval_low: Option<Decimal>,
    pub interval_high: Option<Decimal>,
}

impl ActiveModelBehavior for ActiveModel {}
