//! An image worth a lecture's hour, with words for those who cannot see it.

use sea_orm::entity::prelude::*;

use crate::closed::closed_set;

#[sea_orm::model]
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_slide")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub lecture_id: Option<Uuid>,
    pub summary_id: Option<Uuid>,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub caption: String,
    #[sea_orm(column_type = "Text")]
    pub image: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// What stays in sight when it is cropped: percent of the width and of the height. Both are there or none.
    pub focal_x: Option<i32>,
    pub focal_y: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub alt: String,
    pub is_demonstration: bool,
    /// Why we may show it; none where nobody noted it.
    pub rights_basis: Option<RightsBasis>,
    /// Whom to name beside it.
    #[sea_orm(column_type = "Text", nullable)]
    pub credit: Option<String>,

    #[sea_orm(belongs_to, from = "lecture_id", to = "id")]
    pub lecture: BelongsTo<Option<super::lecture::Entity>>,
    #[sea_orm(belongs_to, from = "summary_id", to = "id")]
    pub summary: BelongsTo<Option<super::summary::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// Why an image of somebody may be shown. That it tells facts is no reason: facts are free, images are not.
    pub enum RightsBasis { Consent, Licence, OwnWork, PublicDomain }
}
