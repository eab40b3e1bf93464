//! Brings a bundle into the database: all of it, or nothing.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, TransactionTrait};
use uuid::Uuid;

use super::{
    check::{self, Checked},
    link,
    media_folder::Incoming,
    noun::{each_noun, organisation::OrganisationRecord, topic::TopicRecord},
    page,
    parts::Change,
    problem::Problems,
    reader::Reader,
    record::{Noun, Place},
    report::{Report, Tally},
    rows, settle,
    source_file::{FileError, Records},
    store::{self, CHUNK},
    watch::{Stopped, Watch},
};
use crate::app::App;

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Do everything, then take it back.
    pub dry_run: bool,
    /// Draw a bar where standard error is a terminal.
    pub progress: bool,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The bundle has faults.
    #[error("{0}")]
    Problems(Problems),
    /// The database refused.
    #[error("the database did not take the bundle, which left no trace: {0}")]
    Database(#[from] DbErr),
    /// A file could not be read or copied.
    #[error(transparent)]
    Io(#[from] FileError),
    /// Ctrl-C.
    #[error("stopped; nothing was imported")]
    Interrupted,
}

impl From<Stopped> for ImportError {
    fn from(_: Stopped) -> Self {
        Self::Interrupted
    }
}

/// Checks the bundle in a folder and imports it.
pub async fn import(app: &App, bundle: &Path, options: ImportOptions) -> Result<Report, ImportError> {
    let watch = Watch::start(options.progress);
    let snapshot = app.db.reader().begin().await?;
    let checked = check::check(&snapshot, bundle, &watch).await?;
    snapshot.rollback().await?;

    let tx = app.db.begin().await?;
    match write(app, &tx, bundle, &checked, &watch).await {
        Ok((report, incoming)) if !options.dry_run => {
            incoming.arrive()?;
            tx.commit().await?;
            Ok(report)
        }
        Ok((report, _)) => {
            tx.rollback().await?;
            Ok(report)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

/// An import this large changes what the planner should know.
const LARGE: u64 = 1000;

async fn write(
    app: &App,
    tx: &DatabaseTransaction,
    bundle: &Path,
    checked: &Checked,
    watch: &Watch,
) -> Result<(Report, Incoming), ImportError> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    }
    watch.stretch("importing", checked.records);
    let mut report = Report::default();
    let (incoming, media) = Incoming::gather(app, tx, bundle, &checked.media).await?;
    report.add("media", media);
    let mut import = Import {
        bundle,
        watch,
        change: Change { tx, ids: &app.ids, loose: HashMap::new() },
        fresh: HashSet::new(),
    };
    import.rows::<TopicRecord>().await?;
    import.rows::<OrganisationRecord>().await?;
    each_noun!(N => {
        let tally = import.noun::<N>().await?;
        report.add(N::FILE.trim_end_matches(".yaml"), tally);
    });
    let written = report.total().written();
    if written > 0 {
        settle::settle(tx).await?;
    }
    if written >= LARGE {
        tx.execute_unprepared("ANALYZE").await?;
    }
    Ok((report, incoming))
}

struct Import<'i> {
    bundle: &'i Path,
    watch: &'i Watch,
    change: Change<'i>,
    /// Rows that were added ahead of their parts.
    fresh: HashSet<Uuid>,
}

impl Import<'_> {
    /// Adds the rows of a noun whose records may be named before its turn.
    async fn rows<N: Noun>(&mut self) -> Result<(), ImportError> {
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

    async fn noun<N: Noun>(&mut self) -> Result<Tally, ImportError> {
        let mut tally = Tally::default();
        let mut records = records::<N>(self.bundle)?;
        loop {
            let some = next_chunk::<N>(&mut records)?;
            if some.is_empty() {
                N::sweep_parts(&mut self.change).await?;
                return Ok(tally);
            }
            let read = some.len() as u64;
            tally = tally.and(self.chunk(some).await?);
            self.watch.done(read)?;
        }
    }

    async fn chunk<N: Noun>(&mut self, mut records: Vec<N>) -> Result<Tally, ImportError> {
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
        let slugs = records.iter().map(|record| record.name().to_owned());
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

fn row<N: Noun>(record: &N, id: Uuid) -> Result<<N::Entity as sea_orm::EntityTrait>::Model, DbErr> {
    record.row(&Place { id, whole: Uuid::nil(), table: N::TABLE, position: 0 })
}
