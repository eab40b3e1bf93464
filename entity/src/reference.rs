//! Something published that can be cited: a paper, an abstract in a supplement, a chapter.

use sea_orm::entity::prelude::*;

use crate::{closed::closed_set, value::PartialDate};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reference")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    #[sea_orm(column_type = "Text", nullable)]
    pub title: Option<String>,
    pub container: Option<String>,
    pub year: Option<PartialDate>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub printed: Option<String>,
    pub doi: Option<String>,
    pub pmid: Option<String>,
    pub pmcid: Option<String>,
    pub url: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What sort of publication.
    pub enum Kind { Abstract, JournalArticle, Preprint, BookChapter, Guideline, RegistryRecord, Label, PressRelease, Web }
}
