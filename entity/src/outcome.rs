//! A result as data: one endpoint, at one stage, as one source reports it. What was presented
//! and what was later published are two rows, and their difference is visible.

use sea_orm::entity::prelude::*;

use crate::{
    closed::closed_set,
    value::{Decimal, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub lecture_id: Option<Uuid>,
    pub trial_id: Option<Uuid>,
    pub reference_id: Option<Uuid>,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub endpoint: String,
    pub endpoint_kind: EndpointKind,
    pub endpoint_rank: EndpointRank,
    pub stage: Stage,
    pub analysis_set: AnalysisSet,
    pub population: Option<i32>,
    pub subgroup: Option<String>,
    pub value: Option<Decimal>,
    pub unit: Option<String>,
    pub follow_up_months: Option<Decimal>,
    pub data_cutoff: Option<PartialDate>,
    pub measure: Option<Measure>,
    pub effect: Option<Decimal>,
    pub interval_low: Option<Decimal>,
    pub interval_high: Option<Decimal>,
    pub interval_level: Option<Decimal>,
    pub p_operator: Option<POperator>,
    pub p_value: Option<Decimal>,
    pub test: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,

    #[sea_orm(belongs_to, from = "trial_id", to = "id")]
    pub trial: BelongsTo<Option<super::trial::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of endpoint.
    pub enum EndpointKind { TimeToEvent, ResponseRate, Bleeding, Biomarker, SurvivalRate, Safety, PatientReported, Descriptive }
}

closed_set! {
    /// The weight the trial gave the endpoint.
    pub enum EndpointRank { Primary, CoPrimary, KeySecondary, Secondary, Exploratory, Unknown }
}

closed_set! {
    /// Where the result was shown.
    pub enum Stage { PressRelease, Abstract, Presented, Preprint, Published, Registry }
}

closed_set! {
    /// Who was counted.
    pub enum AnalysisSet { IntentionToTreat, ModifiedItt, PerProtocol, Safety, Evaluable, Subgroup, Unknown }
}

closed_set! {
    /// How an effect is measured.
    pub enum Measure { HazardRatio, OddsRatio, AdjustedOddsRatio, RiskRatio, RiskDifference, PercentagePointDifference, MeanDifference, MedianDifference, RateRatio, RelativeReduction, None }
}

closed_set! {
    /// How a p value relates to its number.
    pub enum POperator { Equal, Less, Greater }
}
