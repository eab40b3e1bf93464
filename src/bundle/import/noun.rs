//! Noun by noun, some hundred records at a time: what is new is added, what differs is written
//! anew, what is the same is left alone.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use sea_orm::{DbErr, EntityTrait};
use uuid::Uuid;

use super::{
    super::{
        link, page,
        parts::Change,
        problem::{Problem, Problems},
        reader::Reader,
        record::{Noun, Place},
        report::Tally,
        rows,
        source_file::Records,
        store::{self, CHUNK},
        watch::Watch,
    },
    ImportError,
};

/// An import under way.
pub(super) struct Import<'i> {
    pub bundle: &'i Path,
    pub watch: &'i Watch,
    pub change: Change<'i>,
    /// Rows that were added ahead of their parts.
    pub fresh: HashSet<Uuid>,
}

impl Import<'_> {
    /// Adds the rows of a noun whose records may be named before its turn.
    pub(super) async fn rows<N: Noun>(&mut self) -> Result<(), ImportError> {
        let mut records = records::<N>(self.bundle)?;
        loop {
            let some = next_chunk::<N>(&mut records)?;
            if some.is_empty() {
                return Ok(());
            }
            let known = self.known(&some).await?;
            let mut rows = Vec::new();
            for record in some.iter().filter(|record| !known.contains_key(record.name())) {
                let id = self.change.ids.next();
                self.fresh.insert(id);
                rows.push(row(record, id)?);
            }
            rows::insert::<N::Entity>(self.change.tx, rows).await?;
        }
    }

    /// Brings in all records of a noun.
    pub(super) async fn noun<N: Noun>(&mut self) -> Result<Tally, ImportError> {
        let (mut tally, mut problems) = (Tally::default(), Problems::default());
        let mut records = records::<N>(self.bundle)?;
        loop {
            let some = next_chunk::<N>(&mut records)?;
            if some.is_empty() {
                N::sweep_parts(&mut self.change).await?;
                return if problems.count() > 0 { Err(ImportError::Problems(problems)) } else { Ok(tally) };
            }
            let read = some.len() as u64;
            tally = tally.and(self.chunk(some, &mut problems).await?);
            self.watch.done(read)?;
        }
    }

    async fn chunk<N: Noun>(
        &mut self,
        mut records: Vec<N>,
        problems: &mut Problems,
    ) -> Result<Tally, ImportError> {
        let tx = self.change.tx;
        link::find(tx, store::links(records.iter_mut())).await?;
        let known = self.known(&records).await?;
        let old: Vec<Uuid> = known.values().copied().filter(|id| !self.fresh.contains(id)).collect();
        let stored: HashMap<Uuid, N> = store::load(tx, &old).await?.into_iter().collect();

        let mut tally = Tally::default();
        let mut written: Vec<(Uuid, &N)> = Vec::new();
        let mut changed: Vec<Uuid> = Vec::new();
        for record in &records {
            let id = known.get(record.name()).copied();
            match id.and_then(|id| stored.get(&id)) {
                Some(stored) if *stored == *record => {
                    tally.unchanged += 1;
                    continue;
                }
                Some(_) => {
                    tally.changed += 1;
                    changed.extend(id);
                }
                None => tally.created += 1,
            }
            written.push((id.unwrap_or_else(|| self.change.ids.next()), record));
        }

        let (kept, why) = N::kept(tx, &changed).await?;
        for (_, record) in written.iter().filter(|(id, _)| kept.contains(id)) {
            problems.add(not_ours(*record, why));
        }
        let rows = written.iter().map(|(id, record)| row(*record, *id)).collect::<Result<Vec<_>, _>>()?;
        if known.is_empty() {
            rows::insert::<N::Entity>(tx, rows).await?;
        } else {
            rows::put::<N::Entity>(tx, rows).await?;
        }
        N::loosen(tx, &changed).await?;
        N::take_parts(&mut self.change, &changed).await?;
        N::add_parts(&mut self.change, &written).await?;
        Ok(tally)
    }

    async fn known<N: Noun>(&self, records: &[N]) -> Result<HashMap<String, Uuid>, DbErr> {
        let slugs = records.iter().map(|record| record.name().to_owned()).collect();
        link::ids_of(self.change.tx, N::TABLE, slugs).await
    }
}

/// The records of a noun, as they were when they were checked.
fn records<N: Noun>(
    bundle: &Path,
) -> Result<impl Iterator<Item = Result<N, ImportError>> + Send, ImportError> {
    Ok(Records::open(bundle, N::FILE)?.map(move |raw| {
        let raw = raw?;
        let mut problems = Problems::default();
        let record = page::read::<N>(&raw, &mut Reader::new(bundle, &raw.file, &mut problems));
        record.ok_or(ImportError::Problems(problems))
    }))
}

fn next_chunk<N>(records: &mut impl Iterator<Item = Result<N, ImportError>>) -> Result<Vec<N>, ImportError> {
    records.take(CHUNK).collect()
}

/// What is not for a bundle to change.
fn not_ours<N: Noun>(record: &N, why: &str) -> Problem {
    let file = page::file_of(record);
    Problem { file, line: 1, field: String::new(), message: format!("“{}” {why}", record.name()) }
}

fn row<N: Noun>(record: &N, id: Uuid) -> Result<<N::Entity as EntityTrait>::Model, DbErr> {
    record.row(&Place { id, whole: Uuid::nil(), table: N::TABLE, position: 0 })
}
