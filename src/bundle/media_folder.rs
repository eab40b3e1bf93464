//! How files come to the media folder: copied under a name of their own before anything is written, and renamed to the
//! right one just before the database is told.

use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use entity::media;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    import::ImportError,
    media::{MEDIA, Use, media_type},
    picture,
    placed::Placed,
    problem::{Problem, Problems},
    report::Tally,
    rows::{self, KEYS},
    source_file::{FileError, ending},
};
use crate::{
    app::App,
    database::Transaction,
    digest::hex,
    media::{ScratchFile, UPLOADS, come, has_come},
};

/// Tells of files that say to have come in at a desk, and have other bytes.
pub(super) fn check(
    bundle: &Path,
    used: &BTreeMap<String, Use>,
    problems: &mut Problems,
) -> Result<(), FileError> {
    for used in used.values().filter(|used| is_upload(&used.path)) {
        let file = bundle.join(MEDIA).join(&used.path);
        let known = measure(&file, used, Uuid::nil()).map_err(|error| FileError { path: file, error })?;
        let name = format!("{UPLOADS}/{}.{}", known.sha256, ending(&used.path));
        if used.path != name {
            let message =
                format!("holds other bytes than its name says; call it {name}, or take it out of {UPLOADS}/");
            let file = format!("{MEDIA}/{}", used.path);
            problems.add(Problem { file, line: 0, field: String::new(), message });
        }
    }
    Ok(())
}

/// Whether a file came in at a desk.
fn is_upload(path: &str) -> bool {
    path.split('/').next() == Some(UPLOADS)
}

/// The files of a bundle, and copies of those that are new or have changed, which wait for their names.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    files: Vec<Incomer>,
    copies: BTreeMap<PathBuf, ScratchFile>,
}

/// A file of a bundle, and the row that is to name it.
#[derive(Debug)]
struct Incomer {
    source: PathBuf,
    target: PathBuf,
    row: media::Model,
}

impl Incoming {
    /// Measures the files, and copies what is new or has changed, as it seems before anything is written.
    pub(super) async fn gather(
        app: &App,
        bundle: &Path,
        used: &BTreeMap<String, Use>,
    ) -> Result<Self, ImportError> {
        let mut incoming = Self::default();
        for used in used.values() {
            let source = bundle.join(MEDIA).join(&used.path);
            let row = measure(&source, used, Uuid::nil())
                .map_err(|error| FileError { path: source.clone(), error })?;
            incoming.files.push(Incomer { source, target: app.media.folder().join(&used.path), row });
        }
        let Self { files, copies } = &mut incoming;
        for some in files.chunks(KEYS) {
            let known = by_path(of_paths(some).all(app.db.reader()).await?);
            for file in some {
                file.copy(app, known.get(&file.row.path), copies)?;
            }
        }
        Ok(incoming)
    }

    /// Writes the rows.
    pub(super) async fn write(&mut self, app: &App, tx: &Transaction) -> Result<Tally, ImportError> {
        let Self { files, copies } = self;
        let mut tally = Tally::default();
        for some in files.chunks(KEYS) {
            let mut known = by_path(of_paths(some).lock_shared().all(tx).await?);
            let mut rows = Vec::new();
            for file in some {
                let old = known.remove(&file.row.path);
                // It may have changed since it was copied.
                file.copy(app, old.as_ref(), copies)?;
                let id = old.as_ref().map_or_else(|| app.ids.next(), |old| old.id);
                let new = media::Model { id, ..file.row.clone() };
                match old {
                    // What the desk measured is more than a bundle tells.
                    Some(old) if old == new || is_upload(&new.path) => {
                        tally.unchanged += 1;
                        continue;
                    }
                    Some(_) => tally.changed += 1,
                    None => tally.created += 1,
                }
                rows.push(new);
            }
            rows::put::<media::Entity>(tx, rows).await?;
        }
        Ok(tally)
    }

    /// Says which of the files come in that are known by their hash, so that nobody takes them away meanwhile.
    pub(super) async fn come(&self, app: &App) -> Result<(), ImportError> {
        for (target, sha256) in self.uploads() {
            come(app, sha256).await.map_err(|error| Self::not_placed(target, &error))?;
        }
        Ok(())
    }

    /// Gives every copy its name. They are taken away again unless they are kept.
    pub(super) async fn arrive(&mut self, app: &App, tx: &Transaction) -> Result<Placed, ImportError> {
        for (target, sha256) in self.uploads() {
            if !has_come(tx, sha256).await? {
                return Err(Self::not_placed(target, &"it took longer than a day to come").into());
            }
        }
        let mut placed = Placed::default();
        while let Some((target, copy)) = self.copies.pop_first() {
            placed.place(app, &copy, &target).map_err(|error| FileError { path: target, error })?;
        }
        placed.sync(app.media.folder())?;
        Ok(placed)
    }

    fn uploads(&self) -> impl Iterator<Item = (&Path, &str)> {
        let copied = self.files.iter().filter(|file| self.copies.contains_key(&file.target));
        let copied = copied.filter(|file| is_upload(&file.row.path));
        copied.map(|file| (file.target.as_path(), file.row.sha256.as_str()))
    }

    fn not_placed(target: &Path, why: &impl ToString) -> FileError {
        FileError { path: target.to_owned(), error: io::Error::other(why.to_string()) }
    }
}

impl Incomer {
    /// Copies it, unless it is known and lies where it belongs, or was copied before.
    fn copy(
        &self,
        app: &App,
        known: Option<&media::Model>,
        copies: &mut BTreeMap<PathBuf, ScratchFile>,
    ) -> Result<(), FileError> {
        let is_there = known.is_some_and(|known| known.sha256 == self.row.sha256) && self.target.is_file();
        if is_there || copies.contains_key(&self.target) {
            return Ok(());
        }
        let copy = app.media.scratch().file(app.ids.next());
        let copy = copy.map_err(|error| FileError { path: self.target.clone(), error })?;
        copy_durably(&self.source, copy.path())
            .map_err(|error| FileError { path: copy.path().to_owned(), error })?;
        copies.insert(self.target.clone(), copy);
        Ok(())
    }
}

fn of_paths(files: &[Incomer]) -> Select<media::Entity> {
    let paths = files.iter().map(|file| file.row.path.as_str());
    media::Entity::find().filter(media::Column::Path.is_in(paths)).order_by_asc(media::Column::Path)
}

fn by_path(rows: Vec<media::Model>) -> HashMap<String, media::Model> {
    rows.into_iter().map(|row| (row.path.clone(), row)).collect()
}

fn copy_durably(source: &Path, copy: &Path) -> io::Result<()> {
    let mut to = File::create(copy)?;
    io::copy(&mut File::open(source)?, &mut to)?;
    to.sync_all()
}

fn measure(file: &Path, used: &Use, id: Uuid) -> io::Result<media::Model> {
    let mut hash = Sha256::new();
    let mut bytes = 0_usize;
    let mut head = Vec::new();
    let mut input = File::open(file)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = input.read(&mut buffer)?;
        let some = buffer.get(..read).unwrap_or_default();
        if some.is_empty() {
            break;
        }
        hash.write_all(some)?;
        bytes += some.len();
        if head.is_empty() {
            head.extend_from_slice(some);
        }
    }
    let media_type = media_type(&used.path).unwrap_or("application/octet-stream");
    let size = picture::size(media_type, &head).or(used.size);
    Ok(media::Model {
        id,
        path: used.path.clone(),
        media_type: media_type.to_owned(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        sha256: hex(&hash.finalize()),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        duration_ms: used.duration_ms,
    })
}
