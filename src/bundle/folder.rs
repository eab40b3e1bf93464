//! Writes records into the files of a new bundle.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use super::{
    node::Node,
    page,
    source_file::{FileError, SUMMARIES},
};

/// The file of one noun, or the folder of its pages. It is made with its first record.
pub(super) struct NounFile {
    file: &'static str,
    path: PathBuf,
    list: Option<BufWriter<File>>,
    is_folder_there: bool,
}

impl NounFile {
    /// Below a folder that is there.
    pub(super) fn below(bundle: &Path, file: &'static str) -> Self {
        Self { file, path: bundle.join(file), list: None, is_folder_there: false }
    }

    /// Writes a record behind the others.
    pub(super) fn put(&mut self, slug: &str, record: Node<'_>) -> Result<(), FileError> {
        let text = page::write(self.file, record);
        if self.file == SUMMARIES {
            return self.put_page(slug, &text);
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

    fn put_page(&mut self, slug: &str, text: &str) -> Result<(), FileError> {
        if !self.is_folder_there {
            make_folder(&self.path)?;
            self.is_folder_there = true;
        }
        let page = self.path.join(format!("{slug}.md"));
        fs::write(&page, text).map_err(|error| FileError { path: page, error })
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
