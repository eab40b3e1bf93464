//! Who and what a test needs beside the content: written as a small bundle and imported, so that
//! rows come about as they do in production. Every builder has good defaults; what matters to a
//! test is given as the fields of `docs/bundle.md`.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Map, Value, json};

/// The fields of a record.
pub(crate) type Record = Map<String, Value>;

/// A bundle in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    files: BTreeMap<&'static str, BTreeMap<String, Record>>,
    bodies: BTreeMap<String, String>,
}

/// The fields of a record, from a JSON object.
pub(crate) fn record(fields: Value) -> Record {
    match fields {
        Value::Object(fields) => fields,
        other => panic!("{other} is no record"),
    }
}

/// When a highlight of the cast is published unless it says otherwise.
const PUBLISHED: &str = "2021-05-01T08:00:00Z";

impl Cast {
    /// A record of any file, such as `people`.
    pub(crate) fn add(mut self, file: &'static str, slug: &str, fields: Value) -> Self {
        let mut fields = record(fields);
        fields.insert("slug".to_owned(), slug.into());
        self.files.entry(file).or_default().insert(slug.to_owned(), fields);
        self
    }

    fn with_defaults(self, file: &'static str, slug: &str, defaults: Value, fields: Value) -> Self {
        let mut all = record(defaults);
        all.extend(record(fields));
        self.add(file, slug, all.into())
    }

    pub(crate) fn meeting(self, slug: &str, fields: Value) -> Self {
        let defaults = json!({ "name": slug, "status": "held", "schedule": [{ "kind": "announced" }] });
        self.with_defaults("meetings", slug, defaults, fields)
    }

    /// A meeting that begins on a date.
    pub(crate) fn meeting_on(self, slug: &str, date: &str) -> Self {
        self.meeting(slug, json!({ "schedule": [{ "kind": "announced", "starts_on": date }] }))
    }

    pub(crate) fn lecture(self, slug: &str, meeting: &str, fields: Value) -> Self {
        let defaults = json!({
            "meeting": meeting, "title": slug, "title_kind": "official", "kind": "oral",
            "data_status": "unknown", "completeness": "full",
        });
        self.with_defaults("lectures", slug, defaults, fields)
    }

    pub(crate) fn topic(self, slug: &str) -> Self {
        self.add("topics", slug, json!({ "kind": "subject", "name": slug }))
    }

    pub(crate) fn person(self, slug: &str) -> Self {
        self.add("people", slug, json!({ "name": slug, "sort_key": slug }))
    }

    pub(crate) fn writer(self, slug: &str) -> Self {
        self.add("writers", slug, json!({ "name": slug }))
    }

    pub(crate) fn trial(self, slug: &str, fields: Value) -> Self {
        self.with_defaults("trials", slug, json!({ "phase": "phase3" }), fields)
    }

    /// A published summary with a body, signed by a writer `desk`.
    pub(crate) fn summary(self, slug: &str, fields: Value) -> Self {
        let defaults = json!({
            "title": slug, "lead_message": "In short.", "language": "en", "status": "published",
            "published_at": PUBLISHED, "writers": ["desk"],
        });
        let mut cast = self.with_defaults("summaries", slug, defaults, fields);
        cast.bodies.entry(slug.to_owned()).or_insert_with(|| format!("The body of {slug}."));
        if cast.files.get("writers").is_none_or(|writers| !writers.contains_key("desk")) {
            cast = cast.writer("desk");
        }
        cast
    }

    /// The body of a summary, in Markdown.
    pub(crate) fn body(mut self, summary: &str, markdown: &str) -> Self {
        self.bodies.insert(summary.to_owned(), markdown.to_owned());
        self
    }

    pub(crate) fn episode(self, slug: &str, fields: Value) -> Self {
        let defaults = json!({
            "title": slug, "language": "en", "audio": "https://sound.example.org/a.mp3",
            "audio_type": "audio/mpeg", "duration_seconds": 60, "status": "published",
            "published_at": PUBLISHED,
        });
        self.with_defaults("podcast-episodes", slug, defaults, fields)
    }

    pub(crate) fn newsletter(self, slug: &str, fields: Value) -> Self {
        let defaults = json!({
            "code": slug, "preheader": slug, "language": "en", "status": "published",
            "published_at": PUBLISHED,
        });
        self.with_defaults("newsletters", slug, defaults, fields)
    }

    /// Writes the bundle into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        fs::create_dir_all(folder.join("media")).unwrap();
        fs::write(folder.join("media/slide.svg"), SLIDE).unwrap();
        for (file, records) in &self.files {
            if *file == "summaries" {
                self.write_summaries(&folder.join("summaries"), records);
            } else {
                let lines = records.values().map(|fields| format!("- {}\n", Value::from(fields.clone())));
                fs::write(folder.join(file).with_extension("yaml"), lines.collect::<String>()).unwrap();
            }
        }
    }

    fn write_summaries(&self, folder: &Path, records: &BTreeMap<String, Record>) {
        fs::create_dir(folder).unwrap();
        for (slug, fields) in records {
            let (front, body) = (Value::from(fields.clone()), &self.bodies[slug]);
            fs::write(folder.join(format!("{slug}.md")), format!("---\n{front}\n---\n\n{body}\n")).unwrap();
        }
    }
}

/// The image of every key slide of the cast.
const SLIDE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>"#;

/// A key slide of a summary.
pub(crate) fn slide(slug: &str) -> Value {
    json!({ "slug": slug, "caption": slug, "image": "slide.svg", "width": 16, "height": 9, "alt": "A slide." })
}
