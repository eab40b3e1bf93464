//! Newsletters and their items.

use entity::{
    lecture, meeting, newsletter_item, podcast_episode,
    subject::Subject,
    summary::{self, Status},
    value::Instant,
};
use sea_orm::DbErr;
use uuid::Uuid;

use super::{
    super::{
        field::{self, Field},
        link::{Link, To},
        node::Node,
        reader::{Entries, Reader},
        record::{Noun, Place, Row, record},
        text::{Language, Slug},
    },
    attached::{Sourcing, published_says_since_when},
};

record! {
    /// One issue.
    noun NewsletterRecord of newsletter {
        slug: Slug,
        meeting_id: Option<To<meeting::Entity>>,
        code: String,
        ordinal: Option<i32>,
        subject_line: Option<String>,
        preheader: String,
        language: Language,
        status: Status,
        published_at: Option<Instant>,
        is_demonstration: bool,
    }
    parts {
        items: Vec<Item>,
        sources: Vec<Sourcing>,
    }
    rules newsletter_rules;
}

impl Noun for NewsletterRecord {
    const FILE: &'static str = "newsletters.yaml";
}

fn newsletter_rules(issue: &NewsletterRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    published_says_since_when(issue.status, entries, reader);
}

/// An entry of an issue: a highlight and the words that lead to it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bundle) struct Item {
    pub highlight: Highlight,
    pub teaser: Option<String>,
}

/// What an entry leads to.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bundle) enum Highlight {
    Summary(To<summary::Entity>),
    Episode(To<podcast_episode::Entity>),
    Lecture(To<lecture::Entity>),
}

impl Highlight {
    fn subject(&self) -> (Subject, Uuid) {
        match self {
            Self::Summary(to) => (Subject::Summary, to.found()),
            Self::Episode(to) => (Subject::PodcastEpisode, to.found()),
            Self::Lecture(to) => (Subject::Lecture, to.found()),
        }
    }
}

impl Field for Item {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let entries = reader.entries(node, &["summary", "episode", "lecture", "teaser"])?;
        let summary: Option<To<_>> = field::read(entries, "summary", reader)?;
        let episode: Option<To<_>> = field::read(entries, "episode", reader)?;
        let lecture: Option<To<_>> = field::read(entries, "lecture", reader)?;
        let teaser = field::read(entries, "teaser", reader)?;
        if ["summary", "episode", "lecture"].iter().filter(|key| entries.has(key)).count() != 1 {
            reader.tell(entries.line, "an item names one of summary, episode and lecture");
            return None;
        }
        let highlight = summary
            .map(Highlight::Summary)
            .or(episode.map(Highlight::Episode))
            .or(lecture.map(Highlight::Lecture))?;
        Some(Self { highlight, teaser })
    }

    fn node(&self) -> Node<'_> {
        let mut entries = Vec::new();
        match &self.highlight {
            Highlight::Summary(to) => field::write(&mut entries, "summary", to),
            Highlight::Episode(to) => field::write(&mut entries, "episode", to),
            Highlight::Lecture(to) => field::write(&mut entries, "lecture", to),
        }
        field::write(&mut entries, "teaser", &self.teaser);
        Node::map(entries)
    }

    fn links<'r>(&'r mut self, found: &mut Vec<&'r mut Link>) {
        match &mut self.highlight {
            Highlight::Summary(to) => to.links(found),
            Highlight::Episode(to) => to.links(found),
            Highlight::Lecture(to) => to.links(found),
        }
    }
}

impl Row for Item {
    type Entity = newsletter_item::Entity;

    const TABLE: &'static str = "newsletter_item";

    fn row(&self, place: &Place) -> Result<newsletter_item::Model, DbErr> {
        let (subject, subject_id) = self.highlight.subject();
        Ok(newsletter_item::Model {
            id: place.id,
            newsletter_id: place.whole,
            position: place.position,
            subject,
            subject_id,
            teaser: self.teaser.clone(),
        })
    }

    fn id(row: &newsletter_item::Model) -> Uuid {
        row.id
    }

    fn from_row(row: newsletter_item::Model) -> Self {
        let highlight = match row.subject {
            Subject::PodcastEpisode => Highlight::Episode(To::id(row.subject_id)),
            Subject::Lecture => Highlight::Lecture(To::id(row.subject_id)),
            _ => Highlight::Summary(To::id(row.subject_id)),
        };
        Self { highlight, teaser: row.teaser }
    }
}

record! { @part Item of newsletter_item in newsletter_id by position }
