//! Files on their way in: they have no name anybody could ask for, and go when nobody holds them any more.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use uuid::Uuid;

/// The folder they lie in.
#[derive(Clone, Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Beside the media. No name of media begins with a dot.
    pub(super) fn below(folder: &Path) -> Self {
        Self(folder.join(".incoming"))
    }

    pub(super) fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// A new, empty place.
    pub(crate) fn file(&self, id: Uuid) -> io::Result<ScratchFile> {
        Ok(ScratchFile(self.kept(id)?))
    }

    /// A place that stays until it is taken away.
    pub(super) fn kept(&self, id: Uuid) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.0)?;
        Ok(self.0.join(id.simple().to_string()))
    }

    /// The files of some name that were touched last before a moment, in microseconds.
    pub(super) fn older_than(
        &self,
        before: i64,
        is_meant: impl Fn(&str) -> bool,
    ) -> io::Result<Vec<PathBuf>> {
        let listed = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed?,
        };
        let mut found = Vec::new();
        for entry in listed {
            let entry = entry?;
            let touched = entry.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            let is_old = i64::try_from(touched.as_micros()).is_ok_and(|touched| touched < before);
            if is_old && is_meant(&entry.file_name().to_string_lossy()) {
                found.push(entry.path());
            }
        }
        Ok(found)
    }
}

/// How the store names a copy that has not got its name.
pub(super) fn is_left_over(name: &str) -> bool {
    name.contains('#')
}

/// A file that goes when it is dropped.
#[derive(Debug)]
pub(crate) struct ScratchFile(PathBuf);

impl ScratchFile {
    /// One that lay there already.
    pub(super) fn taken(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a file on its way in could not be removed");
        }
    }
}
