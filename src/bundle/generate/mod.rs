//! A bundle of any size for measurements and trials of the system: the shape of real content,
//! words without meaning, and nothing that could be taken for a fact.

mod chance;
mod words;

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, date};

use self::{chance::Chance, words::Words};
use super::{
    folder::{NounFile, make_new_folder},
    node::{Entry, Node},
    noun::{
        lecture::LectureRecord,
        meeting::{MeetingRecord, SessionRecord},
        person::{PersonRecord, WriterRecord},
        podcast::EpisodeRecord,
        summary::SummaryRecord,
        topic::TopicRecord,
    },
    record::Noun,
    source_file::FileError,
};

const SESSIONS_A_MEETING: u32 = 5;
const LECTURES_A_SESSION: u32 = 20;
const LECTURES_A_MEETING: u32 = SESSIONS_A_MEETING * LECTURES_A_SESSION;
const SLIDES_A_SUMMARY: u32 = 5;

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

    fn meetings(&mut self) -> Result<(), FileError> {
        let mut meetings = self.file::<MeetingRecord>();
        let mut sessions = self.file::<SessionRecord>();
        for number in 0..self.meetings {
            let slug = numbered("meeting", number);
            let start = self.day_of_meeting(number);
            let format = self.chance.pick(&["in_person", "hybrid", "virtual"]).copied().unwrap_or_default();
            let step = map([
                ("kind", Node::plain("announced")),
                ("starts_on", Node::plain(start.to_string())),
                ("ends_on", Node::plain(later(start, 4).to_string())),
                ("city", Node::text(format!("Synthetic City {}", self.chance.below(8)))),
                ("format", Node::plain(format)),
            ]);
            let fields = [
                ("name", Node::text(format!("Demonstration Congress {number}"))),
                ("short_name", Node::text(format!("DEMO {number}"))),
                ("status", Node::plain("held")),
                ("schedule", Node::list(vec![step])),
            ];
            meetings.put(&slug, record(&slug, fields))?;
            for position in 0..SESSIONS_A_MEETING {
                let session = numbered("session", number * SESSIONS_A_MEETING + position);
                let fields = [
                    ("meeting", Node::text(slug.as_str())),
                    ("position", Node::plain(position.to_string())),
                    ("kind", Node::plain("oral")),
                    ("name", Node::text(format!("Demonstration session {}", position + 1))),
                    ("date", Node::plain(later(start, position).to_string())),
                ];
                sessions.put(&session, record(&session, fields))?;
            }
        }
        meetings.close()?;
        sessions.close()
    }

    fn lectures(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<LectureRecord>();
        for number in 0..self.lectures {
            let slug = numbered("lecture", number);
            let minute = 8 * 60 + number % LECTURES_A_SESSION * 20;
            let presenter = map([
                ("person", Node::text(numbered("person", self.chance.below(self.people)))),
                ("role", Node::plain("presenter")),
            ]);
            let fields = [
                ("meeting", Node::text(numbered("meeting", number / LECTURES_A_MEETING))),
                ("session", Node::text(numbered("session", number / LECTURES_A_SESSION))),
                ("title", Node::text(self.words.title(&mut self.chance))),
                ("title_kind", Node::plain("descriptive")),
                ("abstract_number", Node::text(format!("A{number:06}"))),
                ("kind", Node::plain("oral")),
                ("date", Node::plain(self.day_of_lecture(number).to_string())),
                ("starts_at", Node::text(format!("{:02}:{:02}", minute / 60, minute % 60))),
                ("data_status", Node::plain("unknown")),
                ("completeness", Node::plain("full")),
                ("people", Node::list(vec![presenter])),
            ];
            file.put(&slug, record(&slug, fields))?;
            self.bar.inc(1);
        }
        file.close()
    }

    fn summaries(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<SummaryRecord>();
        for number in 0..self.lectures {
            let slug = numbered("summary", number);
            let mut fields = vec![
                ("lecture", Node::text(numbered("lecture", number))),
                ("title", Node::text(self.words.title(&mut self.chance).to_owned())),
                ("lead_message", Node::text(self.words.sentence(&mut self.chance).to_owned())),
            ];
            let is_published = self.chance.is_within(95);
            fields.extend(self.publication(number, is_published));
            fields.extend([
                ("writers", self.some("writer", self.writers, 3)),
                ("topics", self.weighted_topics()),
                ("slides", self.slides(number)),
                ("body", Node::text(self.words.body(&mut self.chance))),
            ]);
            file.put(&slug, record(&slug, fields))?;
            self.bar.inc(1);
        }
        file.close()
    }

    fn slides(&mut self, lecture: u32) -> Node<'static> {
        let slides = (1..=SLIDES_A_SUMMARY).map(|position| {
            let fields = [
                ("caption", Node::text(self.words.sentence(&mut self.chance).to_owned())),
                ("image", Node::text(format!("https://img.example.org/l/{lecture}/{position}.webp"))),
                ("width", Node::plain("1280")),
                ("height", Node::plain("720")),
                ("alt", Node::text("A synthetic slide without content")),
                ("is_demonstration", Node::plain("true")),
            ];
            record(&format!("{}-{position}", numbered("slide", lecture)), fields)
        });
        Node::list(slides.collect())
    }

    fn episodes(&mut self) -> Result<(), FileError> {
        let mut file = self.file::<EpisodeRecord>();
        for number in (0..self.lectures).filter(|number| number % 10 < 3) {
            let slug = numbered("episode", number);
            let mut fields = vec![
                ("lecture", Node::text(numbered("lecture", number))),
                ("title", Node::text(self.words.title(&mut self.chance).to_owned())),
            ];
            let mut publication = self.publication(number, true);
            let language = publication.remove(0);
            fields.extend([
                language,
                ("audio", Node::text(format!("https://audio.example.org/{number}.mp3"))),
                ("audio_type", Node::text("audio/mpeg")),
                ("duration_seconds", Node::plain((300 + self.chance.below(1500)).to_string())),
            ]);
            fields.extend(publication);
            fields.push(("people", self.guests()));
            file.put(&slug, record(&slug, fields))?;
        }
        self.bar.finish_and_clear();
        file.close()
    }

    fn guests(&mut self) -> Node<'static> {
        let count = 1 + self.chance.below(2);
        let guests = self.chance.some_below(self.people, count).into_iter().map(|person| {
            map([("person", Node::text(numbered("person", person))), ("role", Node::plain("interviewee"))])
        });
        Node::list(guests.collect())
    }

    /// Language, status, moment and the mark of a demonstration.
    fn publication(&mut self, lecture: u32, is_published: bool) -> Vec<(&'static str, Node<'static>)> {
        let day = later(self.day_of_lecture(lecture), 1 + self.chance.below(30));
        let second = lecture.wrapping_mul(7919) % 86_400;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let moment = format!("{day}T{hour:02}:{minute:02}:{second:02}Z");
        let mut fields = vec![
            ("language", Node::text("en")),
            ("status", Node::plain(if is_published { "published" } else { "draft" })),
        ];
        fields.extend(is_published.then(|| ("published_at", Node::plain(moment))));
        fields.push(("is_demonstration", Node::plain("true")));
        fields
    }

    fn weighted_topics(&mut self) -> Node<'static> {
        let mut topics: Vec<&str> = Vec::new();
        for (name, percent) in TOPICS {
            topics.extend(self.chance.is_within(percent).then_some(name));
        }
        if topics.is_empty() {
            topics.push(TOPICS[0].0);
        }
        Node::list(topics.into_iter().map(|name| Node::text(slug("topic", name))).collect())
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

fn later(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

fn slug(noun: &str, name: &str) -> String {
    format!("demo-{noun}-{name}")
}

fn numbered(noun: &str, number: u32) -> String {
    slug(noun, &format!("{number:07}"))
}

fn record<'n>(slug: &str, fields: impl IntoIterator<Item = (&'static str, Node<'n>)>) -> Node<'n> {
    map([("slug", Node::text(slug.to_owned()))].into_iter().chain(fields))
}

fn map<'n>(fields: impl IntoIterator<Item = (&'static str, Node<'n>)>) -> Node<'n> {
    let entry = |(key, value): (&'static str, _)| Entry { line: 0, key: key.into(), value };
    Node::map(fields.into_iter().map(entry).collect())
}
