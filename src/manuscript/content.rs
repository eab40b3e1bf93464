//! What a manuscript says, in one piece: it is saved, compared and signed off as a whole.

use std::collections::BTreeSet;

use entity::{
    declaration::{Disclosure, Funding, Rights},
    organisation, outcome, person, reference, topic, writer,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    attached::{self, AttachedError},
    declared::{self, DeclaredError},
    episodes::Episode,
    slides::Slide,
};
use crate::{digest::hash_of, markdown::html_in};

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) title: String,
    pub(crate) lead_message: String,
    pub(crate) body: String,
    pub(super) language: String,
    pub(super) take_home_messages: Vec<Message>,
    pub(super) writers: Vec<Uuid>,
    pub(super) topics: Vec<Uuid>,
    // What follows came later: left out where it is empty, so that older versions keep their hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) references: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rights: Option<Rights>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) funding: Vec<Funding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) disclosures: Vec<Disclosure>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_abstract_only: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) slides: Vec<Slide>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) episodes: Vec<Episode>,
}

/// What a reader should remember, and the results it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) text: String,
    pub(super) outcomes: Vec<Uuid>,
}

/// Why it cannot be saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum ContentError {
    #[error("A manuscript has a title of at most {TITLE} characters.")]
    Title,
    #[error("The lead message has at most {LEAD} characters: a sentence or two.")]
    LeadMessage,
    #[error("The body has at most {BODY} characters.")]
    Body,
    #[error("“{0}” is HTML; a body is plain Markdown.")]
    Html(String),
    #[error("“{0}” is not a language; write it as BCP 47 does, such as en or nl-BE.")]
    Language(String),
    #[error("There are at most {MESSAGES} take-home messages, each of 1 to {LEAD} characters.")]
    Messages,
    #[error("A take-home message rests on a result that does not exist.")]
    Outcome,
    #[error("One of the writers does not exist or is named twice.")]
    Writer,
    #[error("One of the topics does not exist or is named twice.")]
    Topic,
    #[error("One of the references does not exist or is named twice.")]
    Reference,
    #[error("One of the funders does not exist.")]
    Funder,
    #[error("One of the experts who disclose does not exist or is named twice.")]
    Expert,
    #[error(transparent)]
    Declared(#[from] DeclaredError),
    #[error(transparent)]
    Attached(#[from] AttachedError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

const TITLE: usize = 300;
const LEAD: usize = 1_000;
const BODY: usize = 100_000;
const MESSAGES: usize = 20;

impl Content {
    /// Tells this content from every other.
    pub(crate) fn hash(&self) -> Result<String, DbErr> {
        let text = serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(hash_of(&text))
    }

    /// Checks its form, and that whom and what it names exists.
    pub(super) async fn check(&self, db: &impl ConnectionTrait) -> Result<(), ContentError> {
        let is_within = |text: &str, most: usize| text.chars().count() <= most;
        if self.title.trim().is_empty() || !is_within(&self.title, TITLE) {
            return Err(ContentError::Title);
        }
        if !is_within(&self.lead_message, LEAD) {
            return Err(ContentError::LeadMessage);
        }
        if !is_within(&self.body, BODY) {
            return Err(ContentError::Body);
        }
        if let Some((tag, _)) = html_in(&self.body) {
            return Err(ContentError::Html(tag));
        }
        if !is_language(&self.language) {
            return Err(ContentError::Language(self.language.clone()));
        }
        let is_message =
            |message: &Message| !message.text.trim().is_empty() && is_within(&message.text, LEAD);
        if self.take_home_messages.len() > MESSAGES || !self.take_home_messages.iter().all(is_message) {
            return Err(ContentError::Messages);
        }
        declared::check(self)?;
        self.check_names(db).await
    }

    /// Whether whom and what it names exists.
    async fn check_names(&self, db: &impl ConnectionTrait) -> Result<(), ContentError> {
        let outcomes = self.take_home_messages.iter().flat_map(|message| message.outcomes.iter().copied());
        let funders = self.funding.iter().filter_map(|funding| funding.funder);
        let experts = self.disclosures.iter().map(|disclosure| disclosure.person).collect();
        if !all_exist::<outcome::Entity>(db, outcome::Column::Id, once(outcomes)).await? {
            return Err(ContentError::Outcome);
        }
        if !all_exist::<writer::Entity>(db, writer::Column::Id, self.writers.clone()).await? {
            return Err(ContentError::Writer);
        }
        if !all_exist::<topic::Entity>(db, topic::Column::Id, self.topics.clone()).await? {
            return Err(ContentError::Topic);
        }
        if !all_exist::<reference::Entity>(db, reference::Column::Id, self.references.clone()).await? {
            return Err(ContentError::Reference);
        }
        if !all_exist::<organisation::Entity>(db, organisation::Column::Id, once(funders)).await? {
            return Err(ContentError::Funder);
        }
        if !all_exist::<person::Entity>(db, person::Column::Id, experts).await? {
            return Err(ContentError::Expert);
        }
        Ok(attached::check(db, self).await?)
    }
}

/// Each once, however often it is named.
fn once(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A language of two or three letters, and what narrows it.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_first =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_other =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_first) && parts.all(is_other)
}

/// Whether there is a row of each id, and each is named once.
async fn all_exist<E>(db: &impl ConnectionTrait, id: E::Column, mut ids: Vec<Uuid>) -> Result<bool, DbErr>
where
    E: EntityTrait<Model: Send + Sync>,
{
    let wanted = ids.len() as u64;
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(true);
    }
    Ok(E::find().filter(id.is_in(ids)).count(db).await? == wanted)
}
