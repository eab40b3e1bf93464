//! What is declared of a published summary: by what right it is published, who paid for it, and what its experts
//! stated about their interests.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    closed::closed_set,
    value::{List, PartialDate},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declaration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub summary_id: Uuid,
    /// One.
    pub rights: List<Rights>,
    pub funding: List<Funding>,
    pub disclosures: List<Disclosure>,
}

impl ActiveModelBehavior for ActiveModel {}

/// By what right something is published.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rights {
    pub basis: Basis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_on: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<PartialDate>,
}

/// Who paid, for what, and what they could see of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Funding {
    pub kind: FundingKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funder: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub influence: Option<Influence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

/// What an expert stated about their interests.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Disclosure {
    pub person: Uuid,
    pub state: DisclosureState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_on: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_months: Option<i32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relationships: Vec<Relationship>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_off_label_discussed: Option<bool>,
}

/// A tie between an expert and a company.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relationship {
    pub kind: RelationshipKind,
    pub with: String,
}

closed_set! {
    /// What a right to publish rests on.
    pub enum Basis {
        OwnWork, OrganiserConsent, PresenterConsent, Licence, PublicDomain, Quotation, FactsInOwnWords,
    }
}

closed_set! {
    /// What sort of money.
    pub enum FundingKind {
        None, OwnFunds, UnrestrictedGrant, EducationalGrant, PublicGrant, ChannelSponsor, Satellite, Advertising,
    }
}

closed_set! {
    /// How far a funder came near the content.
    pub enum Influence { NoAccess, SawTopicOnly, SawBeforePublication, Involved }
}

closed_set! {
    /// Whether an expert disclosed anything.
    pub enum DisclosureState { Declared, NothingToDisclose, NotAsked, NotReceived, Refused }
}

closed_set! {
    /// What ties an expert to a company.
    pub enum RelationshipKind {
        Employment, Consultancy, Equity, ResearchFunding, Honoraria, PatentsRoyalties, SpeakersBureau,
        BoardOrAdvisory, Travel, Other,
    }
}
