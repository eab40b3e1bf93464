//! Changes as the desk sees them.

use std::time::{Duration, Instant};

use async_graphql::{Context, Enum, Object};
use sea_orm::DbErr;
use serde_json::{Map, Value};
use tokio::sync::Semaphore;

use super::{
    Change, How, changes,
    list::Entry,
    name::shown,
    text::{Fate, Paragraph, Run},
};
use crate::{
    graphql::{NodeId, Result, camel, scalar::Json},
    manuscript::Content,
    node::Node,
};

/// How long two versions are compared before the rest is told as it stands.
const PATIENCE: Duration = Duration::from_millis(100);

/// How many are compared at the same time.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What one version says otherwise than an earlier one.
pub(in crate::manuscript) async fn between(
    before: &Content,
    after: &Content,
) -> Result<Vec<ManuscriptChange>> {
    let fields = |content: &Content| -> Result<Map<String, Value>, DbErr> {
        let fields = serde_json::to_value(content).and_then(serde_json::from_value);
        fields.map_err(|error| DbErr::Json(error.to_string()))
    };
    let (before, after) = (fields(before)?, fields(after)?);
    let turn = TURNS.acquire().await.map_err(|error| DbErr::Custom(error.to_string()))?;
    let told = tokio::task::spawn_blocking(move || {
        let _until_done = turn;
        changes(&before, &after, Instant::now() + PATIENCE)
    });
    let told = told.await.map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(told.into_iter().map(ManuscriptChange).collect())
}

/// A field that differs.
#[derive(Clone, Debug)]
pub struct ManuscriptChange(Change);

/// A field of a manuscript that one version says otherwise than another.
#[Object]
impl ManuscriptChange {
    /// The field, as `ManuscriptInput` calls it: `title`, `body`, `takeHomeMessages`.
    fn field(&self) -> String {
        camel(&self.0.field)
    }

    /// What it said, with ids as the contract writes them; null if it said nothing.
    fn before(&self) -> Option<Json> {
        value(&self.0.field, &self.0.before)
    }

    /// What it says, with ids as the contract writes them; null if it says nothing.
    fn after(&self) -> Option<Json> {
        value(&self.0.field, &self.0.after)
    }

    /// The paragraphs that differ, in order. Empty for what is no text, and if only blank lines differ.
    fn paragraphs(&self) -> Vec<ParagraphChange> {
        match &self.0.how {
            How::Text(paragraphs) => paragraphs.iter().cloned().map(ParagraphChange).collect(),
            How::List(_) | How::Whole => Vec::new(),
        }
    }

    /// The entries that differ: those that are there in their order, then those that are gone. Empty for what is no list.
    fn entries(&self) -> Vec<EntryChange> {
        match &self.0.how {
            How::List(entries) => {
                let shown = |entry: &Entry| EntryChange { field: self.0.field.clone(), entry: entry.clone() };
                entries.iter().map(shown).collect()
            }
            How::Text(_) | How::Whole => Vec::new(),
        }
    }
}

fn value(field: &str, value: &Value) -> Option<Json> {
    (!value.is_null()).then(|| Json(shown(field, value.clone())))
}

/// A paragraph that differs.
#[derive(Clone, Debug)]
pub struct ParagraphChange(Paragraph);

/// A paragraph that differs, word by word. Paragraphs are parted by blank lines.
#[Object]
impl ParagraphChange {
    /// Which paragraph it was, counted from 1; null if it was not there.
    fn before(&self) -> Option<i32> {
        counted(self.0.before)
    }

    /// Which paragraph it is, counted from 1; null if it is gone.
    fn after(&self) -> Option<i32> {
        counted(self.0.after)
    }

    /// Its words in order: what was kept and removed was said before, what was kept and added is said after.
    fn runs(&self) -> Vec<WordRun> {
        self.0.runs.iter().cloned().map(WordRun).collect()
    }
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WordFate {
    /// They stand as they stood.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// Some words that have one fate.
#[derive(Clone, Debug)]
pub struct WordRun(Run);

/// Some words that follow each other and have one fate.
#[Object]
impl WordRun {
    /// What became of them.
    fn fate(&self) -> WordFate {
        match self.0.fate {
            Fate::Kept => WordFate::Kept,
            Fate::Removed => WordFate::Removed,
            Fate::Added => WordFate::Added,
        }
    }

    /// The words, with the blanks between and around them.
    fn text(&self) -> &str {
        &self.0.text
    }
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EntryFate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere.
    Moved,
}

/// An entry that differs.
#[derive(Clone, Debug)]
pub struct EntryChange {
    field: String,
    entry: Entry,
}

/// An entry of a list that came, went or stands elsewhere.
#[Object]
impl EntryChange {
    /// What became of it.
    fn fate(&self) -> EntryFate {
        match (self.entry.before, self.entry.after) {
            (None, _) => EntryFate::Added,
            (_, None) => EntryFate::Removed,
            _ => EntryFate::Moved,
        }
    }

    /// Where it stood, counted from 1; null if it was not there.
    fn before(&self) -> Option<i32> {
        counted(self.entry.before)
    }

    /// Where it stands, counted from 1; null if it is gone.
    fn after(&self) -> Option<i32> {
        counted(self.entry.after)
    }

    /// What it says, with ids as the contract writes them.
    fn value(&self) -> Json {
        Json(shown(&self.field, self.entry.value.clone()))
    }

    /// The writer, the topic or whatever else it is the id of; null if it is no id, or of nothing readers see.
    async fn node(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        let Value::String(id) = shown(&self.field, self.entry.value.clone()) else { return None };
        let NodeId { subject, id } = NodeId::decode(&id).ok()?;
        Node::find(ctx, subject, id).await.transpose()
    }
}

fn counted(place: Option<usize>) -> Option<i32> {
    place.and_then(|place| i32::try_from(place).ok())
}
