//! Captions: WebVTT that can be read.

use std::path::Path;

use entity::transcript::Cue;

use super::{error::MediaError, judge::Judged, sniff::Form};
use crate::podcast::read_webvtt;

/// Reads all of it; they are short.
pub(super) fn judge(file: &Path) -> Result<Judged, MediaError> {
    let cues = cues(&std::fs::read(file)?)?;
    let duration_ms = cues.iter().map(|cue| cue.end_ms).max();
    Ok(Judged { duration_ms, cues: Some(cues), ..Judged::of(Form::WebVtt) })
}

/// The cues of a text.
fn cues(bytes: &[u8]) -> Result<Vec<Cue>, MediaError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        MediaError::BadCaptions(format!("line {line}: this is not UTF-8"))
    })?;
    if let Some(at) = text.find('\0') {
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        return Err(MediaError::BadCaptions(format!("line {line}: there is a zero byte")));
    }
    read_webvtt(text).map_err(MediaError::BadCaptions)
}
