//! A bundle of any size for measurements and trials of the system: the shape of real content,
//! words without meaning, and nothing that could be taken for a fact.

mod build;
mod chance;
mod highlights;
mod programme;
mod words;

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, date};

use self::{
    build::{later, numbered, record, slug},
    chance::Chance,
    words::Words,
};
use super::{
    folder::{NounFile, make_new_folder},
    node::Node,
    noun::{
        person::{PersonRecord, WriterRecord},
        topic::TopicRecord,
    },
    record::Noun,
    source_file::FileError,
};

const SESSIONS_A_MEETING: u32 = 5;
const LECTURES_A_SESSION: u32 = 20;
const LECTURES_A_MEETING: u32 = SESSIONS_A_MEETING * LECTURES_A_SESSION;

/// The topics and how many percent of the summaries are about them.
const TOPICS: [(&str, u32); 12] = [
    ("oncology", 70),
    ("imaging", 60),
    ("biomarkers", 55),
    ("cardiology", 6),
    ("genomics", 6),
    ("surgery", 6),
    ("immunology", 6),
    ("screening", 6),
    ("pharmacology", 6),
    ("epidemiology", 6),
    ("neurology", 6),
    ("paediatrics", 6),
];

/// The slug of a generated record, by its number from 0.
pub fn generated_slug(noun: &str, number: u32) -> String {
    numbered(noun, number)
}

/// The slugs of the generated topics, the most frequent first.
pub fn generated_topics() -> impl Iterator<Item = String> {
    TOPICS.iter().map(|(name, _)| slug("topic", name))
}

/// Writes a synthetic bundle of some lectures into a new folder. The same seed gives the same bytes.
pub fn generate(folder: &Path, lectures: u32, seed: u64) -> Result<(), FileError> {
    make_new_folder(folder)?;
    let mut make = Make::new(folder, lectures, seed);
    make.topics()?;
    make.people()?;
    make.writers()?;
    make.meetings()?;
    make.lectures()?;
    make.summaries()?;
    make.episodes()
}

struct Make<'m> {
    folder: &'m Path,
    lectures: u32,
    people: u32,
    writers: u32,
    meetings: u32,
    chance: Chance,
    words: Words,
    bar: ProgressBar,
}

impl<'m> Make<'m> {
    fn new(folder: &'m Path, lectures: u32, seed: u64) -> Self {
        let mut chance = Chance(seed);
        let words = Words::new(&mut chance);
        let bar = ProgressBar::new(u64::from(lectures) * 2);
        if let Ok(style) =
            ProgressStyle::with_template("generating {bar:40} {human_pos} of {human_len}, {eta} left")
        {
            bar.set_style(style);
        }
        Self {
            folder,
            lectures,
            people: (lectures / 10).max(200),
            writers: (lectures / 100).max(40),
            meetings: lectures.div_ceil(LECTURES_A_MEETING),
            chance,
            words,
            bar,
        }
    }

    fn topics(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<TopicRecord>();
        let mut topics = TOPICS.map(|(name, _)| name);
        topics.sort_unstable();
        for name in topics {
            let slug = slug("topic", name);
            let fields = [
                ("kind", Node::plain("subject")),
                ("name", Node::text(format!("Demonstration topic {name}"))),
            ];
            file.put(&slug, record(&slug, fields))?;
        }
        file.close()
    }

    fn people(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<PersonRecord>();
        for number in 0..self.people {
            let slug = numbered("person", number);
            let house = self.chance.below(50);
            let fields = [
                ("name", Node::text(format!("Synthetic Person {number}"))),
                ("sort_key", Node::text(format!("person {number:07}, synthetic"))),
                ("credentials", self.credentials()),
                ("affiliations", Node::list(vec![Node::text(format!("Synthetic Hospital {house}"))])),
            ];
            file.put(&slug, record(&slug, fields))?;
        }
        file.close()
    }

    fn writers(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<WriterRecord>();
        for number in 0..self.writers {
            let slug = numbered("writer", number);
            let fields = [
                ("name", Node::text(format!("Synthetic Writer {number}"))),
                ("credentials", self.credentials()),
                ("is_demonstration", Node::plain("true")),
            ];
            file.put(&slug, record(&slug, fields))?;
        }
        file.close()
    }

    /// One to so many different records of a noun.
    fn some(&mut self, noun: &str, of: u32, most: u32) -> Node<'static> {
        let count = 1 + self.chance.below(most);
        let some = self.chance.some_below(of, count);
        Node::list(some.into_iter().map(|number| Node::text(numbered(noun, number))).collect())
    }

    fn credentials(&mut self) -> Node<'static> {
        let credentials = self.chance.pick(&["MD", "PhD", "PharmD", "MSc"]).copied().unwrap_or_default();
        Node::list(vec![Node::text(credentials)])
    }

    /// Meetings are spread over six and a half years.
    fn day_of_meeting(&self, meeting: u32) -> Date {
        later(date(2018, 1, 1), meeting * 2400 / self.meetings.max(1))
    }

    fn day_of_lecture(&self, lecture: u32) -> Date {
        let day = lecture / LECTURES_A_SESSION % SESSIONS_A_MEETING;
        later(self.day_of_meeting(lecture / LECTURES_A_MEETING), day)
    }

    fn file<N: Noun>(&self) -> NounFile {
        NounFile::below(self.folder, N::FILE)
    }
}
