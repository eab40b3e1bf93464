//! Files that were given their names, as long as it is not sure that their rows stay.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::source_file::FileError;
use crate::{app::App, media::ScratchFile};

/// Dropped, they go, and what they took the place of is back.
#[derive(Debug, Default)]
pub(super) struct Placed(Vec<(PathBuf, Option<ScratchFile>)>);

impl Placed {
    /// Gives a copy its name.
    pub(super) fn place(&mut self, app: &App, copy: &ScratchFile, target: &Path) -> io::Result<()> {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let before = if target.is_file() {
            let before = app.media.scratch().file(app.ids.next())?;
            fs::hard_link(target, before.path())?;
            Some(before)
        } else {
            None
        };
        fs::rename(copy.path(), target)?;
        self.0.push((target.to_owned(), before));
        Ok(())
    }

    /// Brings the names to disk, in a folder and all below it.
    pub(super) fn sync(&self, folder: &Path) -> Result<(), FileError> {
        let above = self.0.iter().flat_map(|(target, _)| target.ancestors().skip(1));
        for path in above.filter(|path| path.starts_with(folder)).collect::<BTreeSet<_>>() {
            let synced = File::open(path).and_then(|folder| folder.sync_all());
            synced.map_err(|error| FileError { path: path.to_owned(), error })?;
        }
        Ok(())
    }

    /// Their rows stay.
    pub(super) fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        for (target, before) in self.0.drain(..).rev() {
            let undone = match before {
                Some(before) => fs::rename(before.path(), &target),
                None => fs::remove_file(&target),
            };
            if let Err(error) = undone {
                tracing::error!(%error, file = %target.display(), "a file could not be put back");
            }
        }
    }
}
