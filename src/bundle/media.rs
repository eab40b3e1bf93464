//! Images and sounds of a bundle: their paths, what they are, and how they come to the media
//! folder.

use std::{
    fmt,
    path::{Component, Path, PathBuf},
};

use super::{
    field::{Field, Stored},
    form::is_url,
    node::Node,
    reader::{Entries, Reader},
    scalar::scalar,
    source_file::ending,
};
use crate::media::VARIANTS;

/// The folder of a bundle that holds its media.
pub(super) const MEDIA: &str = "media";

/// The types a bundle may bring, by the end of their names.
const TYPES: [(&str, &str); 11] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
    ("vtt", "text/vtt"),
];

/// A file below `media/`, or an address on the web.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MediaPath(String);

/// A file that a record shows or plays.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub path: String,
    /// Width and height as far as the record tells them.
    pub size: Option<(i32, i32)>,
    pub duration_ms: Option<i32>,
}

impl MediaPath {
    /// Its type, unless it lies elsewhere on the web.
    pub(super) fn media_type(&self) -> Option<&'static str> {
        if is_url(&self.0) { None } else { media_type(&self.0) }
    }

    /// Tells if it is no image, and notes that it is shown.
    pub(super) fn is_image(
        &self,
        size: Option<(i32, i32)>,
        key: &'static str,
        entries: Entries<'_>,
        reader: &mut Reader<'_>,
    ) {
        self.is_a("image", key, entries, reader);
        self.is_used(size, None, reader);
    }

    /// Tells if it is no sound, and notes that it is played.
    pub(super) fn is_sound(
        &self,
        seconds: i32,
        key: &'static str,
        entries: Entries<'_>,
        reader: &mut Reader<'_>,
    ) {
        self.is_a("audio", key, entries, reader);
        self.is_used(None, seconds.checked_mul(1000), reader);
    }

    fn is_a(&self, sort: &str, key: &'static str, entries: Entries<'_>, reader: &mut Reader<'_>) {
        if self.media_type().is_some_and(|media_type| !media_type.starts_with(sort)) {
            let line = entries.line_of(key);
            let (path, ends) = (&self.0, endings(sort));
            reader.under(key, |reader| {
                reader.tell(line, format!("“{path}” is of another type; a name here ends with {ends}"));
            });
        }
    }

    fn is_used(&self, size: Option<(i32, i32)>, duration_ms: Option<i32>, reader: &mut Reader<'_>) {
        if !is_url(&self.0) {
            reader.notes.media.push(Use { path: self.0.clone(), size, duration_ms });
        }
    }
}

impl fmt::Display for MediaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for MediaPath {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a path below media/ or an address")?;
        if !is_url(text) {
            existing(text, node.line, reader)?;
        }
        Some(Self(text.to_owned()))
    }

    fn node(&self) -> Node<'_> {
        Node::text(&self.0)
    }
}

impl Stored<String> for MediaPath {
    fn to_column(&self) -> String {
        self.0.clone()
    }

    fn from_column(column: String) -> Self {
        Self(column)
    }
}

impl Stored<Option<String>> for Option<MediaPath> {
    fn to_column(&self) -> Option<String> {
        self.as_ref().map(|path| path.0.clone())
    }

    fn from_column(column: Option<String>) -> Self {
        column.map(MediaPath)
    }
}

impl From<String> for MediaPath {
    fn from(path: String) -> Self {
        Self(path)
    }
}

/// The type of a file by the end of its name.
pub(super) fn media_type(path: &str) -> Option<&'static str> {
    TYPES.iter().find(|(end, _)| *end == ending(path)).map(|(_, media_type)| *media_type)
}

fn endings(sort: &str) -> String {
    let ends: Vec<_> = TYPES.iter().filter(|(_, of)| of.starts_with(sort)).map(|(end, _)| *end).collect();
    ends.join(", ")
}

/// The file of a path below `media/`; tells if there is none or may be none.
pub(super) fn existing(path: &str, line: usize, reader: &mut Reader<'_>) -> Option<PathBuf> {
    if !stays_below(path) {
        reader.tell(
            line,
            format!(
                "“{path}” is not a path below media/; write it as slides/a-treat-1.svg, without .. and blanks"
            ),
        );
        return None;
    }
    if media_type(path).is_none() {
        reader.tell(line, format!("“{path}” is of a type we do not serve; a name ends with {}", endings("")));
        return None;
    }
    if path.split('/').next() == Some(VARIANTS) {
        reader.tell(line, format!("“{path}” is where the desk keeps smaller images; a bundle brings none"));
        return None;
    }
    let file = reader.bundle.join(MEDIA).join(path);
    let is_file = std::fs::symlink_metadata(&file).is_ok_and(|known| known.is_file());
    if !is_file {
        reader.tell(line, format!("there is no file “{MEDIA}/{path}” in the bundle"));
        return None;
    }
    Some(file)
}

/// Whether a path has nothing in it but names.
fn stays_below(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    !path.is_empty()
        && path.chars().all(is_plain)
        && !path.split('/').any(|name| name.is_empty() || name.starts_with('.'))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        for path in ["a.svg", "slides/a-treat_1.svg"] {
            assert!(stays_below(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../a.svg",
            "a/../../b.svg",
            "a//b.svg",
            "a\\b.svg",
            ".a.svg",
            "a b.svg",
            "a/",
        ] {
            assert!(!stays_below(path), "{path}");
        }
    }
}
