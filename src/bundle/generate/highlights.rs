//! Summaries with their slides, and podcast episodes.

use super::{
    Make, TOPICS,
    build::{later, map, numbered, record, slug},
};
use crate::bundle::{
    node::Node,
    noun::{podcast::EpisodeRecord, summary::SummaryRecord},
    source_file::FileError,
};

const SLIDES_A_SUMMARY: u32 = 5;

impl Make<'_> {
    pub(super) fn summaries(&mut self) -> Result<(), FileError> {
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

    pub(super) fn episodes(&mut self) -> Result<(), FileError> {
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
}
