//! Judging a file: what it is, whether it is whole, and what is kept of it.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use entity::{media::Kind, transcript::Cue, upload::Tag};
use sha2::{Digest, Sha256};

use super::{
    captions,
    error::MediaError,
    picture,
    scratch::ScratchFile,
    sniff::{Form, HEAD, sniff},
    sound,
    store::Store,
};
use crate::{app::App, clock::Ids, digest::hex, limits::media as limits};

/// What a file turned out to be.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) form: Form,
    pub(super) width: Option<i32>,
    pub(super) height: Option<i32>,
    pub(super) duration_ms: Option<i32>,
    pub(super) codec: Option<String>,
    pub(super) tags: Vec<Tag>,
    pub(super) cues: Option<Vec<Cue>>,
    pub(super) thumbhash: Option<String>,
    /// What is kept in its place; none if it is kept as it came.
    pub(super) drawn: Option<ScratchFile>,
    /// Smaller images: the end of the name, and the file.
    pub(super) variants: Vec<(String, ScratchFile)>,
}

impl Judged {
    pub(super) fn of(form: Form) -> Self {
        Self {
            form,
            width: None,
            height: None,
            duration_ms: None,
            codec: None,
            tags: Vec::new(),
            cues: None,
            thumbhash: None,
            drawn: None,
            variants: Vec::new(),
        }
    }
}

/// Where a judge puts what it draws.
#[derive(Clone)]
pub(super) struct Bench {
    store: Store,
    ids: Arc<Ids>,
}

impl Bench {
    pub(super) fn file(&self) -> Result<ScratchFile, MediaError> {
        Ok(self.store.scratch().file(self.ids.next())?)
    }
}

/// Judges a file, which is of a kind if one was announced. Only so many are judged at the same time.
pub(super) async fn judge(app: &App, file: PathBuf, announced: Option<Kind>) -> Result<Judged, MediaError> {
    let bench = Bench { store: app.media.clone(), ids: Arc::clone(&app.ids) };
    let place = Arc::clone(&app.media.judges).acquire_owned().await;
    let work = tokio::task::spawn_blocking(move || {
        let _until_done = place;
        judge_now(&bench, &file, announced)
    });
    work.await.unwrap_or_else(|panic| {
        tracing::error!(%panic, "a file broke its reader");
        Err(MediaError::Damaged("it cannot be read".to_owned()))
    })
}

fn judge_now(bench: &Bench, file: &Path, announced: Option<Kind>) -> Result<Judged, MediaError> {
    let mut head = [0; HEAD];
    let mut input = File::open(file)?;
    let (mut read, length) = (0, input.metadata()?.len());
    while let Some(rest) = head.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match input.read(rest)? {
            0 => break,
            some => read += some,
        }
    }
    let form = sniff(head.get(..read).unwrap_or_default())?;
    let kind = form.kind();
    if let Some(announced) = announced.filter(|announced| *announced != kind) {
        return Err(MediaError::OtherKind(announced, kind));
    }
    if length > limits::bytes(kind) {
        return Err(MediaError::TooLarge(kind));
    }
    match kind {
        Kind::Image => picture::judge(bench, file, form),
        Kind::Sound => sound::judge(file, form),
        Kind::Captions => captions::judge(file),
    }
}

/// SHA-256 of a file, and how long it is.
pub(super) async fn hash_of_file(file: PathBuf) -> Result<(String, u64), MediaError> {
    let hashed = tokio::task::spawn_blocking(move || {
        let mut hash = Sha256::new();
        let length = std::io::copy(&mut File::open(file)?, &mut hash)?;
        Ok::<_, std::io::Error>((hex(&hash.finalize()), length))
    });
    Ok(hashed.await.map_err(|error| MediaError::Store(error.to_string()))??)
}
