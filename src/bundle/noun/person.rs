//! People, and the writers among them.

use entity::{organisation, person};

use super::{
    super::{
        link::To,
        media::MediaPath,
        reader::{Entries, Reader},
        record::{Noun, record},
        text::{Orcid, Slug},
    },
    attached::Sourcing,
};

record! {
    /// Somebody named at a congress.
    noun PersonRecord of person {
        slug: Slug,
        name: String,
        sort_key: String,
        name_variants: Vec<String>,
        credentials: Vec<String>,
        affiliations: Vec<String>,
        orcid: Option<Orcid>,
    }
    parts {
        sources: Vec<Sourcing>,
    }
}

impl Noun for PersonRecord {
    const FILE: &'static str = "people.yaml";
}

record! {
    /// Who signs summaries.
    noun WriterRecord of writer {
        slug: Slug,
        name: String,
        credentials: Vec<String>,
        person_id: Option<To<person::Entity>>,
        organisation_id: Option<To<organisation::Entity>>,
        photo: Option<MediaPath>,
        photo_alt: Option<String>,
        is_demonstration: bool,
    }
    parts {
        sources: Vec<Sourcing>,
    }
    rules photo_rules;
}

impl Noun for WriterRecord {
    const FILE: &'static str = "writers.yaml";
}

fn photo_rules(writer: &WriterRecord, entries: Entries<'_>, reader: &mut Reader<'_>) {
    if let Some(photo) = &writer.photo {
        photo.is_image(None, "photo", entries, reader);
        if !entries.has("photo_alt") {
            let line = entries.line_of("photo");
            reader.under("photo_alt", |reader| {
                reader.tell(line, "is missing; a photo needs words for those who cannot see it");
            });
        }
    }
}
