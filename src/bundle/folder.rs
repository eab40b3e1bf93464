//! Writes records into the files of a new bundle.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    marker::PhantomData,
    path::{Path, PathBuf},
};

use super::{
    page,
    record::Noun,
    source_file::{FileError, SUMMARIES},
};

/// The file of one noun, which is made with its first record.
pub(super) struct NounFile<N> {
    path: PathBuf,
    list: Option<BufWriter<File>>,
    noun: PhantomData<fn(N)>,
}

impl<N: Noun> NounFile<N> {
    /// Below a folder that is there.
    pub(super) fn below(bundle: &Path) -> Self {
        Self { path: bundle.join(N::FILE), list: None, noun: PhantomData }
    }

    /// Writes a record behind the others.
    pub(super) fn put(&mut self, record: &N) -> Result<(), FileError> {
        let text = page::write(record);
        if N::FILE == SUMMARIES {
            let page = self.path.join(format!("{}.md", record.name()));
            make_folder(&self.path)?;
            return fs::write(&page, text).map_err(|error| FileError { path: page, error });
        }
        let written = match &mut self.list {
            Some(list) => list.write_all(text.as_bytes()),
            None => File::create_new(&self.path).and_then(|file| {
                self.list.insert(BufWriter::with_capacity(1 << 16, file)).write_all(text.as_bytes())
            }),
        };
        self.told(written)
    }

    /// Makes sure that all is written.
    pub(super) fn close(mut self) -> Result<(), FileError> {
        let flushed = self.list.as_mut().map_or(Ok(()), Write::flush);
        self.told(flushed)
    }

    fn told(&self, done: std::io::Result<()>) -> Result<(), FileError> {
        done.map_err(|error| FileError { path: self.path.clone(), error })
    }
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(|error| FileError { path: path.to_owned(), error })
}

/// Makes the folder of a new bundle. Nothing may be in it.
pub(super) fn make_new_folder(path: &Path) -> Result<(), FileError> {
    make_folder(path)?;
    let is_empty = fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if is_empty {
        return Ok(());
    }
    let error = std::io::Error::other("is not empty; a new bundle wants a folder of its own");
    Err(FileError { path: path.to_owned(), error })
}
