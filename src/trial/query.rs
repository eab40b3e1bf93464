//! Ways in to trials.

use async_graphql::{Context, ID, OneofObject};
use entity::{
    Readable,
    trial::{Column, Entity, Phase},
    trial_registration,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::object::{Trial, TrialPhase};
use crate::{
    graphql::{
        By, ById, BySlug, Desk, EnumFilter, NodeId, Noun, Result, StringFilter, filter, roots, scalar::NctId,
        sorted, tagged,
    },
    topic::TopicWhere,
};

/// Names one trial.
#[derive(Clone, Debug, OneofObject)]
pub enum TrialBy {
    /// Its id, as a field `id` answered it.
    Id(ID),
    /// Its name in addresses.
    Slug(String),
    /// Its number at `ClinicalTrials.gov`.
    NctId(NctId),
    /// Its number in any register: `NCT03180736`, `2016-002461-66`.
    Registration(String),
}

impl By for TrialBy {
    type Noun = Trial;

    async fn find(self, ctx: &Context<'_>) -> Result<Option<Trial>> {
        let row = match self {
            Self::Id(id) => ctx.load::<ById<Entity>>(NodeId::decode_as(&id, Trial::SUBJECT)?).await?,
            Self::Slug(slug) => ctx.load::<BySlug<Entity>>(slug).await?,
            Self::NctId(NctId(number)) | Self::Registration(number) => {
                let question = ctx.question();
                let registered = registered(trial_registration::Column::Number.eq(number).into());
                let found = Entity::readable(question.now).filter(registered).order_by_asc(Column::Id);
                found.one(&question.db).await?.map(Into::into)
            }
        };
        Ok(row.map(Trial))
    }
}

/// “At least one of its registrations is one that fits.”
fn registered(fits: Condition) -> Condition {
    let trials = trial_registration::Entity::find()
        .filter(fits)
        .select_only()
        .column(trial_registration::Column::TrialId)
        .into_query();
    Condition::all().add(Column::Id.in_subquery(trials))
}

filter! {
    /// Which trials.
    pub struct TrialWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its acronym.
        acronym: StringFilter = |filter, _| Ok(filter.on(Column::Acronym));
        /// Its phase.
        phase: EnumFilter<TrialPhase> = |filter, _| Ok(filter.on::<Phase>(Column::Phase));
        /// Its number in any register.
        registration: StringFilter = |filter, _| Ok(registered(filter.on(trial_registration::Column::Number)));
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What trials are sorted by.
    TrialOrderField(trial, TrialWhere, Acronym Asc) {
        /// By acronym.
        Acronym = Acronym;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    TrialQuery {
        /// One trial, such as `{nctId: "NCT03180736"}`.
        trial(TrialBy);
        /// All trials, by acronym.
        trials: Trial;
    }
}
