//! Transcripts: cues in the record itself, or a WebVTT file they are read from.

use entity::{transcript::Cue, value::List};

use super::{
    field::{Field, Stored},
    media,
    node::{Kind, Node},
    reader::Reader,
    scalar::scalar,
    source_file::ending,
};
use crate::podcast::{misplaced_cue, read_webvtt};

/// What is said, cue by cue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cues(Vec<Cue>);

impl Field for Cues {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Kind::List(_) = node.kind {
            let cues: Vec<Cue> = Field::read(node, reader)?;
            if let Some((index, wrong)) = misplaced_cue(&cues) {
                reader.tell(node.line, format!("cue {}: {wrong}", index + 1));
            }
            return Some(Self(cues));
        }
        let path = scalar(node, reader, "the path of a WebVTT file")?;
        if ending(path) != "vtt" {
            reader.tell(node.line, format!("“{path}” is not a WebVTT file; its name ends with .vtt"));
            return None;
        }
        let file = media::existing(path, node.line, reader)?;
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                reader.tell(node.line, format!("“{path}” cannot be read: {error}"));
                return None;
            }
        };
        read_webvtt(&text)
            .map(Self)
            .map_err(|wrong| reader.tell(node.line, format!("“{path}”, {wrong}")))
            .ok()
    }

    fn node(&self) -> Node<'_> {
        self.0.node()
    }
}

impl Stored<List<Cue>> for Cues {
    fn to_column(&self) -> List<Cue> {
        List(self.0.clone())
    }

    fn from_column(column: List<Cue>) -> Self {
        Self(column.0)
    }
}
