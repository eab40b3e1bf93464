//! What readers are told about a summary after it was published: that it was corrected, is doubted, or is
//! withdrawn. Seen by whoever sees the summary, and never taken back.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::Instant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub summary_id: Uuid,
    pub kind: Kind,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub issuer: String,
    pub issued_at: Instant,
    pub issued_by: Uuid,
    /// The version that readers saw before; none if the text stays.
    pub before_id: Option<Uuid>,

    #[sea_orm(belongs_to, from = "summary_id", to = "id")]
    pub summary: BelongsTo<super::summary::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of notice.
    pub enum Kind {
        Correction, Erratum, Clarification, SourceChanged, ExpressionOfConcern, PartialRetraction, Retraction, Archiving,
    }
}
