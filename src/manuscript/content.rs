//! What a manuscript says, in one piece: it is saved, compared and signed off as a whole.

use std::collections::BTreeSet;

use entity::{
    citation,
    declaration::{Disclosure, Funding, Rights},
    organisation, outcome, person, reference, source, topic, writer,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr,
    sea_query::{Asterisk, Expr, ExprTrait, Func, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    attached::{self, AttachedError},
    declared::{self, DeclaredError},
    episodes::Episode,
    slides::Slide,
};
use crate::{
    digest::hash_of,
    graphql::among,
    markdown::{Foreign, foreign_in},
};

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) title: String,
    pub(crate) lead_message: String,
    pub(crate) body: String,
    pub(super) language: String,
    pub(crate) take_home_messages: Vec<Message>,
    pub(super) writers: Vec<Uuid>,
    pub(super) topics: Vec<Uuid>,
    // What follows came later: left out where it is empty, so that older versions keep their hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) references: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rights: Option<Rights>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) funding: Vec<Funding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) disclosures: Vec<Disclosure>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_abstract_only: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) slides: Vec<Slide>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) episodes: Vec<Episode>,
    /// Of those references that are not merely cited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) reference_roles: Vec<ReferenceRole>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<Uuid>,
}

/// What a reference is to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ReferenceRole {
    pub(super) reference: Uuid,
    pub(super) role: citation::Role,
}

/// What a reader should remember, and the results it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) text: String,
    pub(super) outcomes: Vec<Uuid>,
}

/// Why it cannot be saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum ContentError {
    #[error("A reason has at most {REASON} characters.")]
    Reason,
    #[error("A manuscript has a title of at most {TITLE} characters.")]
    Title,
    #[error("The lead message has at most {LEAD} characters: a sentence or two.")]
    LeadMessage,
    #[error("The body has at most {BODY} characters.")]
    Body,
    #[error("{0}.")]
    Foreign(Foreign),
    #[error("“{0}” is not a language; write it as BCP 47 does, such as en or nl-BE.")]
    Language(String),
    #[error("There are at most {MESSAGES} take-home messages, each of 1 to {LEAD} characters.")]
    Messages,
    #[error("A take-home message rests on a result that does not exist, or on one twice.")]
    Outcome,
    #[error("One of the writers does not exist or is named twice.")]
    Writer,
    #[error("One of the topics does not exist or is named twice.")]
    Topic,
    #[error("One of the references does not exist or is named twice.")]
    Reference,
    #[error("A role is said once of a reference, and of one that is among the references.")]
    ReferenceRole,
    #[error("One of the sources does not exist or is named twice.")]
    Source,
    #[error("One of the funders does not exist.")]
    Funder,
    #[error("One of the experts who disclose does not exist or is named twice.")]
    Expert,
    #[error(transparent)]
    Declared(#[from] DeclaredError),
    #[error(transparent)]
    Attached(AttachedError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<AttachedError> for ContentError {
    fn from(error: AttachedError) -> Self {
        match error {
            AttachedError::Database(error) => Self::Database(error),
            error => Self::Attached(error),
        }
    }
}

/// Characters of the reason of a version.
pub(super) const REASON: usize = 2_000;
const TITLE: usize = 300;
const LEAD: usize = 1_000;
const BODY: usize = 100_000;
const MESSAGES: usize = 20;

/// What a version has, whether or not it says anything there.
pub(crate) const FIELDS: [&str; 16] = [
    "title",
    "lead_message",
    "body",
    "language",
    "take_home_messages",
    "writers",
    "topics",
    "references",
    "rights",
    "funding",
    "disclosures",
    "is_abstract_only",
    "slides",
    "episodes",
    "reference_roles",
    "sources",
];

impl Content {
    /// Tells this content from every other.
    pub(crate) fn hash(&self) -> Result<String, DbErr> {
        let text = serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(hash_of(&text))
    }

    /// Checks its form, and that whom and what it names exists.
    pub(super) async fn check(&self, db: &impl ConnectionTrait) -> Result<(), ContentError> {
        self.check_form()?;
        self.check_names(db).await?;
        Ok(attached::check(db, self).await?)
    }

    /// Checks its form alone.
    pub(super) fn check_form(&self) -> Result<(), ContentError> {
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
        if let Some((foreign, _)) = foreign_in(&self.body) {
            return Err(ContentError::Foreign(foreign));
        }
        if !is_language(&self.language) {
            return Err(ContentError::Language(self.language.clone()));
        }
        let is_message =
            |message: &Message| !message.text.trim().is_empty() && is_within(&message.text, LEAD);
        if self.take_home_messages.len() > MESSAGES || !self.take_home_messages.iter().all(is_message) {
            return Err(ContentError::Messages);
        }
        let rests_on_one_twice =
            |message: &Message| once(message.outcomes.iter().copied()).len() < message.outcomes.len();
        if self.take_home_messages.iter().any(rests_on_one_twice) {
            return Err(ContentError::Outcome);
        }
        let with_roles = self.reference_roles.iter().map(|one| one.reference);
        if once(with_roles.clone()).len() < self.reference_roles.len()
            || !with_roles.into_iter().all(|reference| self.references.contains(&reference))
        {
            return Err(ContentError::ReferenceRole);
        }
        Ok(declared::check(self)?)
    }

    /// Checks by one statement that whom and what it names exists.
    pub(super) async fn check_names(&self, db: &impl ConnectionTrait) -> Result<(), ContentError> {
        let names = self.names(db.get_database_backend());
        if names.is_empty() {
            return Ok(());
        }
        let mut question = Query::select();
        question.exprs(names.iter().map(|(_, is_there)| is_there.clone()));
        let Some(answer) = db.query_one(&question).await? else { return Ok(()) };
        for (place, (missing, _)) in names.into_iter().enumerate() {
            if !answer.try_get_by_index::<bool>(place)? {
                return Err(missing);
            }
        }
        Ok(())
    }

    /// Of each kind it names, whether all exist and each is named once; and what is said if not.
    pub(super) fn names(&self, engine: DbBackend) -> Vec<(ContentError, Expr)> {
        let outcomes = self.take_home_messages.iter().flat_map(|message| message.outcomes.iter().copied());
        let funders = self.funding.iter().filter_map(|funding| funding.funder);
        let experts: Vec<Uuid> = self.disclosures.iter().map(|disclosure| disclosure.person).collect();
        let names = [
            (ContentError::Outcome, exist(outcome::Column::Id, &once(outcomes), engine)),
            (ContentError::Writer, exist(writer::Column::Id, &self.writers, engine)),
            (ContentError::Topic, exist(topic::Column::Id, &self.topics, engine)),
            (ContentError::Reference, exist(reference::Column::Id, &self.references, engine)),
            (ContentError::Source, exist(source::Column::Id, &self.sources, engine)),
            (ContentError::Funder, exist(organisation::Column::Id, &once(funders), engine)),
            (ContentError::Expert, exist(person::Column::Id, &experts, engine)),
        ];
        names.into_iter().filter_map(|(missing, is_there)| Some((missing, is_there?))).collect()
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

/// Whether there is a row of each id, and each is named once; nothing where none is named.
fn exist<C: ColumnTrait>(id: C, ids: &[Uuid], engine: DbBackend) -> Option<Expr> {
    let wanted = i64::try_from(ids.len()).ok().filter(|wanted| *wanted > 0)?;
    let found = C::EntityName::default();
    let mut count = Query::select();
    count.expr(Func::count(Expr::col(Asterisk))).from(found).and_where(among(id, ids, engine));
    Some(Expr::from(count).eq(wanted))
}
