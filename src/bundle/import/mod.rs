//! Brings a bundle into the database: all of it, or nothing.

mod noun;

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use sea_orm::{ConnectionTrait, DbErr};

use self::noun::Import;
use super::{
    check::{self, Checked},
    media_folder::Incoming,
    noun::{each_noun, organisation::OrganisationRecord, topic::TopicRecord},
    parts::Change,
    problem::Problems,
    record::Noun,
    report::Report,
    settle,
    source_file::FileError,
    watch::{Stopped, Watch},
};
use crate::{app::App, database::Transaction, embargo, flag};

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
    let snapshot = app.db.snapshot().await?;
    let checked = check::check(&snapshot, bundle, &watch).await?;
    snapshot.rollback().await?;

    let mut incoming = Incoming::gather(app, bundle, &checked.media).await?;
    if !options.dry_run {
        incoming.come(app).await?;
    }

    let tx = app.db.begin().await?;
    match write(app, &tx, (bundle, &mut incoming), &checked, &watch).await {
        Ok((report, moved)) if !options.dry_run => {
            let placed = incoming.arrive(app, &tx).await?;
            embargo::tell_of_import(app, &tx, moved).await?;
            tx.commit().await?;
            placed.keep();
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

/// Writes all rows, but no word of them to the log, which others wait for.
async fn write(
    app: &App,
    tx: &Transaction,
    (bundle, incoming): (&Path, &mut Incoming),
    checked: &Checked,
    watch: &Watch,
) -> Result<(Report, Vec<embargo::Untold>), ImportError> {
    tx.may_take_long().await?;
    let out = embargo::before_import(app, tx).await?;
    watch.stretch("importing", checked.records);
    let mut report = Report::default();
    report.add("media", incoming.write(app, tx).await?);
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
    let mut moved = Vec::new();
    if written > 0 {
        settle::settle(tx).await?;
        moved = embargo::after_import(app, tx, &out).await?;
        flag::tell_of_results(app, tx).await?;
    }
    if written >= LARGE {
        tx.execute_unprepared("ANALYZE").await?;
    }
    watch.done(0)?;
    Ok((report, moved))
}
