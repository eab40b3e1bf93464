//! A summary's page as a writer hands it in: the same front matter and body as in a bundle, for the desk to make a draft
//! of.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use entity::citation::Role;
use sea_orm::DbErr;
use uuid::Uuid;

use super::{
    link,
    node::{Entry, Kind, Node},
    noun::summary::SummaryRecord,
    page,
    problem::{Problem, Problems},
    reader::{Mention, Reader},
    source_file::Raw,
    store,
};
use crate::database::Transaction;

/// A page without faults; what it names exists.
pub(crate) struct Draft(SummaryRecord);

/// A page as it was handed in.
pub(crate) struct PageFile {
    /// What it is called where it came from.
    pub(crate) name: String,
    /// All of it.
    pub(crate) text: String,
}

impl PageFile {
    /// The line on which it says a field; the first if it does not.
    pub(crate) fn line_of(&self, field: &str) -> usize {
        let mut lines = (1..).zip(self.text.lines());
        let found = if field == "body" {
            lines.filter(|(_, line)| line.trim_end() == "---").nth(1).map(|(number, _)| number + 1)
        } else {
            let says = |line: &str| line.strip_prefix(field).is_some_and(|rest| rest.starts_with(':'));
            lines.find(|(_, line)| says(line)).map(|(number, _)| number)
        };
        found.unwrap_or(1)
    }
}

/// Reads a page, or tells everything that is wrong with it.
pub(crate) async fn read_draft(
    tx: &Transaction,
    file: &PageFile,
) -> Result<Result<Draft, Vec<Problem>>, DbErr> {
    let raw = Raw { file: file.name.as_str().into(), line: 1, bytes: file.text.clone().into_bytes() };
    let mut problems = Problems::default();
    let mut reader = Reader::new(Path::new(""), &raw.file, &mut problems);
    let record = page::read_page::<SummaryRecord>(&raw, &mut reader, for_the_desk);
    let meant = std::mem::take(&mut reader.notes.meant);
    for mention in unknown(tx, meant).await? {
        let Mention { link, line, field } = mention;
        let noun = link.table.replace('_', " ");
        let message = format!("“{}” is no {noun} in the database", link.slug);
        problems.add(Problem { file: file.name.clone(), line, field, message });
    }
    match record {
        Some(mut record) if problems.count() == 0 => {
            link::find(tx, store::links([&mut record].into_iter())).await?;
            Ok(Ok(Draft(record)))
        }
        _ => Ok(Err(problems.sorted().first().to_vec())),
    }
}

/// What a manuscript does not take from a file, and why.
const REFUSED: [(&str, &str); 4] = [
    ("slides", "are attached at the desk; take them out of the file"),
    ("published_at", "is said by the release; take it out of the file"),
    ("is_demonstration", "is not for the desk to say; take it out of the file"),
    ("meeting", "is that of the lecture; name a lecture instead"),
];

/// Tells of what a manuscript does not take, and supplies what every draft says.
fn for_the_desk(page: &mut Node<'_>, reader: &mut Reader<'_>) {
    let Kind::Map(entries) = &mut page.kind else { return };
    for (key, why) in REFUSED {
        entries.retain(|entry| {
            let is_refused = entry.key == key;
            if is_refused {
                reader.under(key, |reader| reader.tell(entry.line, why));
            }
            !is_refused
        });
    }
    match entries.iter_mut().find(|entry| entry.key == "status") {
        Some(entry) if entry.value.kind != Node::plain("draft").kind => {
            let line = entry.line;
            reader.under("status", |reader| reader.tell(line, "is draft until it is released at the desk"));
            entry.value = Node::plain("draft");
        }
        Some(_) => {}
        None => entries.push(Entry { line: page.line, key: "status".into(), value: Node::plain("draft") }),
    }
}

/// Of what is meant, what the database does not know.
async fn unknown(tx: &Transaction, meant: Vec<Mention>) -> Result<Vec<Mention>, DbErr> {
    let tables: BTreeSet<&'static str> = meant.iter().map(|mention| mention.link.table).collect();
    let mut known = HashMap::with_capacity(tables.len());
    for table in tables {
        let of_table = meant.iter().filter(|mention| mention.link.table == table);
        let slugs: BTreeSet<String> = of_table.map(|mention| mention.link.slug.clone()).collect();
        known.insert(table, link::ids_of(tx, table, slugs.into_iter().collect()).await?);
    }
    let is_known = |mention: &Mention| known[mention.link.table].contains_key(&mention.link.slug);
    Ok(meant.into_iter().filter(|mention| !is_known(mention)).collect())
}

impl Draft {
    /// The name of the summary in addresses.
    pub(crate) fn slug(&self) -> &str {
        self.0.slug.as_str()
    }

    /// The lecture it is on.
    pub(crate) fn lecture(&self) -> Uuid {
        self.0.lecture_id.as_ref().map_or_else(Uuid::nil, link::To::found)
    }

    /// What a manuscript says, by the names it is stored by.
    pub(crate) fn content(&self) -> serde_json::Value {
        let messages = self.0.take_home_messages.iter().map(|message| {
            let outcomes: Vec<Uuid> = message.outcomes.iter().map(|outcome| outcome.0.found()).collect();
            serde_json::json!({ "text": message.text, "outcomes": outcomes })
        });
        let writers: Vec<Uuid> = self.0.writers.iter().map(|writer| writer.0.found()).collect();
        let topics: Vec<Uuid> = self.0.topics.iter().map(|topic| topic.0.found()).collect();
        let references: Vec<Uuid> =
            self.0.references.iter().map(|citation| citation.reference_id.found()).collect();
        let roles = self.0.references.iter().filter(|citation| citation.role != Role::Cited);
        let roles = roles.map(|citation| {
            serde_json::json!({ "reference": citation.reference_id.found(), "role": citation.role })
        });
        let sources: Vec<Uuid> = self.0.sources.iter().map(|source| source.0.found()).collect();
        serde_json::json!({
            "title": self.0.title,
            "lead_message": self.0.lead_message,
            "body": self.0.body.as_ref().map_or("", |body| body.0.0.as_str()),
            "language": self.0.language.as_str(),
            "take_home_messages": messages.collect::<Vec<_>>(),
            "writers": writers,
            "topics": topics,
            "references": references,
            "reference_roles": roles.collect::<Vec<_>>(),
            "sources": sources,
        })
    }
}
