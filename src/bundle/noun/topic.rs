//! What things are about.

use entity::topic;

use super::super::{
    json::record_in_a_column,
    link::To,
    reader::{Entries, Reader},
    record::{Noun, record, value},
    text::Slug,
};

record! {
    /// A disease, a drug, a gene, a subject.
    noun TopicRecord of topic {
        slug: Slug,
        kind: topic::Kind,
        name: String,
        synonyms: Vec<String>,
        codes: Vec<topic::Code>,
    }
    parts {
        broader: Vec<Broader>,
    }
    rules not_above_itself;
}

impl Noun for TopicRecord {
    const FILE: &'static str = "topics.yaml";

    /// The table keeps no order.
    fn tidy(&mut self) {
        self.broader.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
    }
}

record_in_a_column! { topic::Code { system: String, code: String } }

value! {
    /// A topic above this one.
    part Broader(To<topic::Entity>) of topic_broader in topic_id as broader_id
}

fn not_above_itself(topic: &TopicRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    if topic.broader.iter().any(|above| above.0.as_str() == topic.slug.as_str()) {
        let line = entries.line_of("broader");
        reader.under("broader", |reader| reader.tell(line, "names the topic itself"));
    }
}
