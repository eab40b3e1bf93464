//! How files come to the media folder: copied under a name of their own, and renamed to the right
//! one just before the database is told.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use entity::media;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    import::ImportError,
    media::{MEDIA, Use, media_type},
    picture,
    problem::{Problem, Problems},
    report::Tally,
    rows::{self, KEYS},
    source_file::{FileError, ending},
};
use crate::{app::App, database::Transaction, digest::hex, media::UPLOADS};

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

/// Copies that wait for their names; those that never get one are removed.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    copies: Vec<(PathBuf, PathBuf)>,
}

impl Incoming {
    /// Copies what is new or has changed next to its place, and writes its rows.
    pub(super) async fn gather(
        app: &App,
        tx: &Transaction,
        bundle: &Path,
        used: &BTreeMap<String, Use>,
    ) -> Result<(Self, Tally), ImportError> {
        let mut incoming = Self::default();
        let mut tally = Tally::default();
        let used: Vec<&Use> = used.values().collect();
        for some in used.chunks(KEYS) {
            let paths = some.iter().map(|used| used.path.as_str());
            let known =
                media::Entity::find().filter(media::Column::Path.is_in(paths)).lock_shared().all(tx).await?;
            let mut known: HashMap<String, media::Model> =
                known.into_iter().map(|row| (row.path.clone(), row)).collect();
            let mut rows = Vec::new();
            for used in some {
                let source = bundle.join(MEDIA).join(&used.path);
                let target = app.media.folder().join(&used.path);
                let old = known.remove(&used.path);
                let id = old.as_ref().map_or_else(|| app.ids.next(), |old| old.id);
                let new =
                    measure(&source, used, id).map_err(|error| FileError { path: source.clone(), error })?;
                if old.as_ref().is_none_or(|old| old.sha256 != new.sha256) || !target.is_file() {
                    incoming.copy(&source, target)?;
                }
                match old {
                    // What the desk measured is more than a bundle tells.
                    Some(old) if old == new || is_upload(&used.path) => {
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
        Ok((incoming, tally))
    }

    /// Gives every copy its name.
    pub(super) fn arrive(mut self) -> Result<(), FileError> {
        while let Some((copy, target)) = self.copies.pop() {
            if let Err(error) = fs::rename(&copy, &target) {
                self.copies.push((copy, target.clone()));
                return Err(FileError { path: target, error });
            }
        }
        Ok(())
    }

    fn copy(&mut self, source: &Path, target: PathBuf) -> Result<(), FileError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let copy = target.with_file_name(format!(".{name}.incoming"));
        self.copies.push((copy.clone(), target));
        copy_durably(source, &copy).map_err(|error| FileError { path: copy, error })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        for (copy, _) in &self.copies {
            if let Err(error) = fs::remove_file(copy) {
                tracing::debug!(%error, copy = %copy.display(), "a copy could not be removed");
            }
        }
    }
}

fn copy_durably(source: &Path, copy: &Path) -> io::Result<()> {
    if let Some(folder) = copy.parent() {
        fs::create_dir_all(folder)?;
    }
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
