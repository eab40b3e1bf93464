//! The part an organisation plays in something: organises a meeting, holds a copyright,
//! founds an accreditation scheme.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, subject::Subject};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "involvement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub role: Role,
    pub position: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,

    #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::organisation::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// The parts an organisation can play.
    pub enum Role { Organiser, CoOrganiser, Partner, Host, Publisher, FoundingPartner, AccreditationProvider, Funder, Sponsor, CopyrightHolder, Producer, Supporter }
}
