//! Reads a whole bundle and tells everything that is wrong with it, before anything is written.
//! Of what it has read it keeps a hash for each slug, and nothing else.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use sea_orm::DatabaseTransaction;

use super::{
    import::ImportError,
    link::{self, Link},
    media::{MEDIA, Use},
    noun::{each_noun, meeting::MeetingRecord, organisation::OrganisationRecord, topic::TopicRecord},
    page,
    problem::{Problem, Problems},
    reader::{Mention, Notes, Reader, nearest},
    record::{Noun, Row},
    schedule,
    source_file::{FileError, Raw, Records, SUMMARIES, names_in},
    store::{self, CHUNK},
    watch::Watch,
};

/// A bundle without faults.
#[derive(Default)]
pub(super) struct Checked {
    /// How many records it holds.
    pub records: u64,
    /// The files its records show and play, by path.
    pub media: BTreeMap<String, Use>,
}

/// Reads everything; a bundle with faults is an error that holds them all.
pub(super) async fn check(
    tx: &DatabaseTransaction,
    bundle: &Path,
    watch: &Watch,
) -> Result<Checked, ImportError> {
    watch.open_stretch("checking");
    let mut check = Check {
        tx,
        bundle,
        watch,
        problems: Problems::default(),
        given: HashMap::new(),
        ahead: HashSet::from([TopicRecord::TABLE, OrganisationRecord::TABLE]),
        meant: Vec::new(),
        checked: Checked::default(),
    };
    check.names()?;
    each_noun!(N => check.noun::<N>().await?);
    check.schedules().await?;
    if check.problems.count() > 0 {
        return Err(ImportError::Problems(check.problems.sorted()));
    }
    Ok(check.checked)
}

struct Check<'c> {
    tx: &'c DatabaseTransaction,
    bundle: &'c Path,
    watch: &'c Watch,
    problems: Problems,
    /// Hashes of the slugs that are given, by table.
    given: HashMap<&'static str, HashSet<u64>>,
    /// Tables that may be named although their records are still to be read.
    ahead: HashSet<&'static str>,
    /// Slugs that are meant and not given so far, with their files.
    meant: Vec<(String, Mention)>,
    checked: Checked,
}

impl Check<'_> {
    /// A file whose name is slightly wrong would be passed over in silence.
    fn names(&mut self) -> Result<(), ImportError> {
        let mut known = vec![MEDIA];
        each_noun!(N => known.push(N::FILE));
        for name in self.names_in("")? {
            let is_list = [".yaml", ".yml"].iter().any(|end| name.ends_with(end));
            if is_list && !known.contains(&&*name) {
                let message = match nearest(&name, &known) {
                    Some(near) => format!("is not a file of a bundle; did you mean “{near}”?"),
                    None => "is not a file of a bundle".to_owned(),
                };
                self.tell_of_file(name, message);
            }
        }
        if self.bundle.join(SUMMARIES).is_dir() {
            for name in self.names_in(SUMMARIES)?.into_iter().filter(|name| !name.ends_with(".md")) {
                let message = "is no page; the name of a summary's file ends with .md".to_owned();
                self.tell_of_file(format!("{SUMMARIES}/{name}"), message);
            }
        }
        Ok(())
    }

    fn names_in(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let path = self.bundle.join(folder);
        let mut names = names_in(&path).map_err(|error| FileError { path, error })?;
        names.retain(|name| !name.starts_with('.'));
        Ok(names)
    }

    fn tell_of_file(&mut self, file: String, message: String) {
        self.problems.add(Problem { file, line: 0, field: String::new(), message });
    }

    async fn noun<N: Noun>(&mut self) -> Result<(), ImportError> {
        self.ahead.insert(N::TABLE);
        let mut unseen = 0;
        for raw in Records::open(self.bundle, N::FILE)? {
            self.record::<N>(&raw?);
            unseen += 1;
            if unseen == CHUNK as u64 {
                self.chunk(unseen).await?;
                unseen = 0;
            }
        }
        self.ahead.remove(N::TABLE);
        self.chunk(unseen).await
    }

    fn record<N: Noun>(&mut self, raw: &Raw) {
        let mut reader = Reader::new(self.bundle, &raw.file, &mut self.problems);
        page::read::<N>(raw, &mut reader);
        let Notes { given, meant, media } = reader.notes;
        for mention in given {
            let known = self.given.entry(mention.link.table).or_default();
            if !known.insert(hash(&mention.link.slug)) {
                let message = format!("“{}” is given twice; no two records share it", mention.link.slug);
                self.tell(raw.file.to_string(), mention, message);
            }
        }
        self.meant.extend(meant.into_iter().map(|mention| (raw.file.to_string(), mention)));
        for used in media {
            self.checked.media.entry(used.path.clone()).or_insert(used);
        }
    }

    /// Looks for what is meant and not in the bundle; the database may have it.
    async fn chunk(&mut self, records: u64) -> Result<(), ImportError> {
        self.checked.records += records;
        self.watch.done(records)?;
        let mut missing: BTreeMap<&'static str, Vec<(String, Mention)>> = BTreeMap::new();
        for (file, mention) in std::mem::take(&mut self.meant) {
            let Link { table, slug, .. } = &mention.link;
            if self.given.get(table).is_some_and(|known| known.contains(&hash(slug))) {
                continue;
            }
            if self.ahead.contains(table) {
                self.meant.push((file, mention));
            } else {
                missing.entry(table).or_default().push((file, mention));
            }
        }
        for (table, mentions) in missing {
            let slugs: HashSet<String> =
                mentions.iter().map(|(_, mention)| mention.link.slug.clone()).collect();
            let known = link::ids_of(self.tx, table, slugs).await?;
            for (file, mention) in mentions {
                let slug = &mention.link.slug;
                if !known.contains_key(slug) {
                    let noun = table.replace('_', " ");
                    let message = format!("“{slug}” is no {noun}, neither in the bundle nor in the database");
                    self.tell(file, mention, message);
                }
            }
        }
        Ok(())
    }

    /// What was announced stays announced.
    async fn schedules(&mut self) -> Result<(), ImportError> {
        let mut unheard = Problems::default();
        let mut meetings: Vec<(Raw, MeetingRecord)> = Vec::new();
        for raw in Records::open(self.bundle, MeetingRecord::FILE)? {
            let raw = raw?;
            let record = page::read(&raw, &mut Reader::new(self.bundle, &raw.file, &mut unheard));
            meetings.extend(record.map(|record| (raw, record)));
            if meetings.len() == CHUNK {
                self.schedules_of(std::mem::take(&mut meetings)).await?;
            }
        }
        self.schedules_of(meetings).await
    }

    async fn schedules_of(&mut self, meetings: Vec<(Raw, MeetingRecord)>) -> Result<(), ImportError> {
        let slugs = meetings.iter().map(|(_, meeting)| meeting.name().to_owned());
        let ids = link::ids_of(self.tx, MeetingRecord::TABLE, slugs).await?;
        let ids: Vec<_> = ids.into_values().collect();
        let known = store::load::<MeetingRecord>(self.tx, &ids).await?;
        let known: HashMap<&str, _> =
            known.iter().map(|(_, meeting)| (meeting.name(), &meeting.schedule)).collect();
        for (raw, meeting) in &meetings {
            if let Some(steps) = known.get(meeting.name())
                && !schedule::extends(&meeting.schedule, steps)
            {
                self.problems.add(Problem {
                    file: raw.file.to_string(),
                    line: raw.line,
                    field: "schedule".to_owned(),
                    message: format!(
                        "changes what was announced before; the {} known steps stay as they are, new ones follow",
                        steps.len()
                    ),
                });
            }
        }
        Ok(())
    }

    fn tell(&mut self, file: String, mention: Mention, message: String) {
        let Mention { line, field, .. } = mention;
        self.problems.add(Problem { file, line, field, message });
    }
}

fn hash(slug: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    slug.hash(&mut hasher);
    hasher.finish()
}
