//! Reads a whole bundle and tells everything that is wrong with it, before anything is written.
//! Of what it has read it keeps a hash for each slug, and nothing else.

mod history;
mod names;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    sync::Arc,
};

use super::{
    import::ImportError,
    link::{self, Link},
    media::Use,
    media_folder,
    noun::{each_noun, organisation::OrganisationRecord, topic::TopicRecord},
    page,
    problem::{Problem, Problems},
    reader::{Mention, Notes, Reader},
    record::{Noun, Row},
    source_file::{Raw, Records},
    store::CHUNK,
    watch::Watch,
};
use crate::database::Transaction;

/// A bundle without faults.
#[derive(Default)]
pub(super) struct Checked {
    /// How many records it holds.
    pub records: u64,
    /// The files its records show and play, by path.
    pub media: BTreeMap<String, Use>,
}

/// Reads everything; a bundle with faults is an error that holds them all.
pub(super) async fn check(tx: &Transaction, bundle: &Path, watch: &Watch) -> Result<Checked, ImportError> {
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
    names::check(bundle, &mut check.problems)?;
    each_noun!(N => check.noun::<N>().await?);
    history::check(tx, bundle, &mut check.problems).await?;
    media_folder::check(bundle, &check.checked.media, &mut check.problems)?;
    if check.problems.count() > 0 {
        return Err(ImportError::Problems(check.problems.sorted()));
    }
    Ok(check.checked)
}

struct Check<'c> {
    tx: &'c Transaction,
    bundle: &'c Path,
    watch: &'c Watch,
    problems: Problems,
    /// Hashes of the slugs that are given, by table.
    given: HashMap<&'static str, HashSet<u64>>,
    /// Tables that may be named although their records are still to be read.
    ahead: HashSet<&'static str>,
    /// Slugs that are meant and not given so far, with their files.
    meant: Vec<(Arc<str>, Mention)>,
    checked: Checked,
}

impl Check<'_> {
    async fn noun<N: Noun>(&mut self) -> Result<(), ImportError> {
        self.ahead.insert(N::TABLE);
        let mut read = 0;
        for raw in Records::open(self.bundle, N::FILE)? {
            self.record::<N>(&raw?);
            read += 1;
            if read == CHUNK as u64 {
                self.chunk(read).await?;
                read = 0;
            }
        }
        self.ahead.remove(N::TABLE);
        self.chunk(read).await
    }

    fn record<N: Noun>(&mut self, raw: &Raw) {
        let mut reader = Reader::new(self.bundle, &raw.file, &mut self.problems);
        page::read::<N>(raw, &mut reader);
        let Notes { given, meant, media } = reader.notes;
        for mention in given {
            let known = self.given.entry(mention.link.table).or_default();
            if !known.insert(hash(&mention.link.slug)) {
                let message = format!("“{}” is given twice; no two records share it", mention.link.slug);
                self.tell(&raw.file, mention, message);
            }
        }
        let missing = meant.into_iter().filter(|mention| !is_given(&self.given, &mention.link));
        self.meant.extend(missing.map(|mention| (Arc::clone(&raw.file), mention)));
        for used in media {
            self.checked.media.entry(used.path.clone()).or_insert(used);
        }
    }

    /// Looks for what is meant and not in the bundle; the database may have it.
    async fn chunk(&mut self, records: u64) -> Result<(), ImportError> {
        self.checked.records += records;
        self.watch.done(records)?;
        let mut missing: BTreeMap<&'static str, Vec<(Arc<str>, Mention)>> = BTreeMap::new();
        for (file, mention) in std::mem::take(&mut self.meant) {
            if is_given(&self.given, &mention.link) {
                continue;
            }
            if self.ahead.contains(mention.link.table) {
                self.meant.push((file, mention));
            } else {
                missing.entry(mention.link.table).or_default().push((file, mention));
            }
        }
        for (table, mentions) in missing {
            let slugs: HashSet<&str> =
                mentions.iter().map(|(_, mention)| mention.link.slug.as_str()).collect();
            let slugs = slugs.into_iter().map(str::to_owned).collect();
            let known = link::ids_of(self.tx, table, slugs).await?;
            for (file, mention) in mentions {
                let slug = &mention.link.slug;
                if !known.contains_key(slug) {
                    let noun = table.replace('_', " ");
                    let message = format!("“{slug}” is no {noun}, neither in the bundle nor in the database");
                    self.tell(&file, mention, message);
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, file: &str, mention: Mention, message: String) {
        let Mention { line, field, .. } = mention;
        self.problems.add(Problem { file: file.to_owned(), line, field, message });
    }
}

fn is_given(given: &HashMap<&'static str, HashSet<u64>>, link: &Link) -> bool {
    given.get(link.table).is_some_and(|known| known.contains(&hash(&link.slug)))
}

fn hash(slug: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    slug.hash(&mut hasher);
    hasher.finish()
}
