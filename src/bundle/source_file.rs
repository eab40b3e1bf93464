//! The files of a bundle, one record at a time: a noun is never in memory as a whole.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    sync::Arc,
    vec,
};

/// The folder whose files are a summary each.
pub(super) const SUMMARIES: &str = "summaries";

/// A file that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct FileError {
    pub path: PathBuf,
    pub error: io::Error,
}

/// The text of one record as it lies in its file.
#[derive(Debug)]
pub(super) struct Raw {
    /// The file below the bundle's folder.
    pub file: Arc<str>,
    /// The number of the first line.
    pub line: usize,
    pub bytes: Vec<u8>,
}

/// The records of one noun in the order of the file, or none if there is no such file.
pub(super) struct Records {
    path: PathBuf,
    rest: Rest,
}

enum Rest {
    Nothing,
    Items(Items),
    Pages(vec::IntoIter<String>),
}

impl Records {
    /// Opens `lectures.yaml`, or the folder `summaries`.
    pub(super) fn open(bundle: &Path, file: &str) -> Result<Self, FileError> {
        let path = bundle.join(file);
        match Rest::open(&path, file) {
            Ok(rest) => Ok(Self { path, rest }),
            Err(error) => Err(FileError { path, error }),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Raw, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = &self.path;
        match &mut self.rest {
            Rest::Nothing => None,
            Rest::Items(items) => {
                let item = items.next()?;
                Some(item.map_err(|error| FileError { path: path.clone(), error }))
            }
            Rest::Pages(names) => {
                let name = names.next()?;
                let (path, file) = (path.join(&name), format!("{SUMMARIES}/{name}").into());
                let bytes = std::fs::read(&path);
                Some(
                    bytes
                        .map(|bytes| Raw { file, line: 1, bytes })
                        .map_err(|error| FileError { path, error }),
                )
            }
        }
    }
}

impl Rest {
    fn open(path: &Path, file: &str) -> io::Result<Self> {
        if !path.try_exists()? {
            return Ok(Self::Nothing);
        }
        if file == SUMMARIES {
            let mut names = names_in(path)?;
            names.retain(|name| ending(name) == "md");
            return Ok(Self::Pages(names.into_iter()));
        }
        Ok(Self::Items(Items::new(file, BufReader::with_capacity(1 << 16, File::open(path)?))))
    }
}

/// What follows the last dot of a name.
pub(super) fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, end)| end)
}

/// The names in a folder, sorted.
pub(super) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}

/// Cuts a list where a line begins with a dash in the first column.
pub(super) struct Items<R = BufReader<File>> {
    file: Arc<str>,
    input: R,
    /// The number of the line after the last one read.
    next_line: usize,
    /// The first line of the next record, already read.
    ahead: Vec<u8>,
}

impl<R: BufRead> Items<R> {
    fn new(file: &str, input: R) -> Self {
        Self { file: file.into(), input, next_line: 1, ahead: Vec::new() }
    }

    fn read(&mut self) -> io::Result<Option<Raw>> {
        let mut bytes = std::mem::take(&mut self.ahead);
        let mut line = self.next_line.saturating_sub(1);
        loop {
            let start = bytes.len();
            if self.input.read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            if self.next_line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            self.next_line += 1;
            let new = bytes.get(start..).unwrap_or_default();
            if start == 0 {
                line = self.next_line - 1;
                if is_silent(new) {
                    bytes.clear();
                }
            } else if starts_record(new) {
                self.ahead = bytes.split_off(start);
                break;
            }
        }
        Ok((!bytes.is_empty()).then(|| Raw { file: Arc::clone(&self.file), line, bytes }))
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

fn starts_record(line: &[u8]) -> bool {
    matches!(line, [b'-'] | [b'-', b' ' | b'\n' | b'\r', ..])
}

/// Nothing, a comment, or the mark that a document begins.
fn is_silent(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.is_empty() || line.starts_with(b"#") || line == b"---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_at_its_dashes_and_keeps_its_lines() {
        let text = "\u{feff}# ours\n---\n\n- slug: a\n  list:\n    - x\n- slug: b\n\n# between\n- slug: c";

        let records: Vec<_> = Items::new("a.yaml", text.as_bytes())
            .map(|raw| raw.map(|raw| (raw.line, String::from_utf8(raw.bytes).unwrap())).unwrap())
            .collect();

        assert_eq!(
            records,
            [
                (4, "- slug: a\n  list:\n    - x\n".to_owned()),
                (7, "- slug: b\n\n# between\n".to_owned()),
                (10, "- slug: c".to_owned()),
            ]
        );
    }

    #[test]
    fn what_stands_before_the_first_dash_is_handed_on() {
        let records: Vec<_> =
            Items::new("a.yaml", "slug: a\n- slug: b\n".as_bytes()).map(|raw| raw.unwrap().line).collect();

        assert_eq!(records, [1, 2]);
    }
}
